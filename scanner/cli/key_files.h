// Keys in files: read with the care they need.
#pragma once

#include <string>

#include "scanner/gate/keys.h"

namespace mishen {

// The private key in `path`, which nobody but its owner may read. Its passphrase, if it has one,
// is the first line of `passphrase_file` or, without one, typed on the terminal (`prompt` is what
// is asked). Errors: kind policy or io, with the file as the place.
Result<PrivateKey> load_private_key(const std::string& path, const std::string& passphrase_file,
                                    const std::string& prompt);

Result<PublicKey> load_public_key(const std::string& path);

// The first line of the file, which must not be empty.
Result<std::string> read_passphrase(const std::string& passphrase_file);

}  // namespace mishen
