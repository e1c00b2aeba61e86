// The content of a page inflated in one go. poppler takes it from its filters byte by byte, through
// two virtual calls each, and with an inflater of its own; on long drafts that is a fifth of all it
// does. On poppler's private interface.
#pragma once

#include <Object.h>

#include <cstdint>
#include <list>
#include <string>

namespace mishen::pdf {

// `contents` of a page (a stream or an array of them) with each stream that is deflated, and
// perhaps written as ASCII, or has no filter, as its plain bytes. What is not whole, or not of that
// kind, or too long stays as it is, for poppler to make of it what it can. What was inflated is put
// into `bytes`, which must outlive the result. A stream that inflates beyond `most` bytes is left
// out, and `left_out` set.
[[nodiscard]] Object inflated(Object&& contents, XRef* xref, std::list<std::string>& bytes,
                              std::uint64_t most, bool& left_out);

// Whether `stream` inflates to more than `most` bytes. Cheap for those that are too short for it.
[[nodiscard]] bool inflates_beyond(Stream& stream, std::uint64_t most);

}  // namespace mishen::pdf
