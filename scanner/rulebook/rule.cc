#include "scanner/rulebook/rule.h"

namespace mishen {

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::notice:
      return "notice";
    case Severity::review:
      return "review";
    case Severity::block:
      return "block";
  }
  return "block";
}

std::string_view name(Likelihood likelihood) {
  switch (likelihood) {
    case Likelihood::possible:
      return "possible";
    case Likelihood::likely:
      return "likely";
    case Likelihood::certain:
      return "certain";
  }
  return "certain";
}

std::string_view name(Profile profile) {
  return profile == Profile::external ? "external" : "internal";
}

}  // namespace mishen
