#include "scanner/policy/toml_file.h"

#include "scanner/base/utf8.h"

namespace mishen {

std::optional<toml::table> parse_toml(const std::string& file, std::string_view text,
                                      Problems& problems) {
  if (text.size() > kMostPolicyBytes) {
    problems.add(file, "error.policy-too-large", {{"most", std::to_string(kMostPolicyBytes)}});
    return std::nullopt;
  }
  if (!utf8::is_valid(text)) {
    problems.add(file, "error.rule-not-utf8");
    return std::nullopt;
  }
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& fault) {
    problems.add(file + ":" + std::to_string(fault.source().begin.line), "error.rule-toml",
                 {{"cause", std::string(fault.description())}});
    return std::nullopt;
  }
}

Error policy_error(RuleErrors& errors, std::size_t begin) {
  for (std::size_t i = begin; i < errors.errors.size(); ++i) {
    errors.errors[i].kind = ErrorKind::policy;
  }
  return errors.errors.at(begin);
}

}  // namespace mishen
