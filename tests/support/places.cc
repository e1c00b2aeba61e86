#include "tests/support/places.h"

namespace mishen::test {

std::string source_dir() { return MISHEN_SOURCE_DIR; }
std::string binary_dir() { return MISHEN_BINARY_DIR; }

}  // namespace mishen::test
