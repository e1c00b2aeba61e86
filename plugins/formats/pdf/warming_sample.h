// A one-page PDF of our own whose only purpose is that poppler, reading it, loads the tables every
// Chinese draft needs: the Adobe-GB1 collection and its usual CMaps, the encodings of Latin fonts.
#pragma once

#include <string>

namespace mishen::pdf {

[[nodiscard]] std::string warming_sample();

}  // namespace mishen::pdf
