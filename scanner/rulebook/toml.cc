// All of toml++ that is not a template; who includes its header finds it here.
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
