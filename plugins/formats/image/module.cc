// The one symbol of the shared object; intake opens it by its fixed path inside the installation.
#include "plugins/formats/image/image.h"

extern "C" __attribute__((visibility("default"))) const mishen::Format* mishen_format() {
  return &mishen::image_format();
}
