// A pack as bytes, read and checked when mishen was built, so that a start need not parse TOML
// again. It stands in for the pack's files only while they are, byte for byte, the ones it was made
// of: the digest says so.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "scanner/rulebook/load.h"

namespace mishen {

// `pack`: the book of one pack, its files parsed under their bare names.
[[nodiscard]] std::string write_packed(const Rulebook& pack);

// The book again, as if its files had been parsed in `folder`. False when the bytes are not what
// write_packed() makes, or a rule names a validator that is not among the known ones; then the
// files have to be read.
[[nodiscard]] bool read_packed(std::string_view bytes, const std::string& folder,
                               std::span<const std::string_view> known_validators, Rulebook& book);

}  // namespace mishen
