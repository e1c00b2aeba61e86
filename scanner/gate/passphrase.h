// Asking for a passphrase, by OpenSSL: on the terminal, without echo, whatever standard input is.
#pragma once

#include <string>

#include "scanner/base/result.h"

namespace mishen {

// `twice`: typed again to be sure. Error kind policy: there is no terminal, nothing was typed, or
// not the same twice.
Result<std::string> type_passphrase(const std::string& prompt, bool twice);

}  // namespace mishen
