// A pack as text, to be spoilt in one place by each test.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/rulebook/load.h"

namespace mishen::testing {

inline constexpr std::string_view kValidators[] = {"cn-resident-id", "cn-mobile"};

inline constexpr std::string_view kPack = R"([pack]
id = "demo"
version = "1.0.0"
title = { zh-CN = "示范", en = "Demonstration" }
)";

// Line 1 is "[[rule]]".
inline constexpr std::string_view kRule = R"([[rule]]
id = "case-number"
title = { zh-CN = "案号", en = "Case number" }
remedy = { zh-CN = "删除", en = "Remove it" }
basis = "示范规定第一条"
severity = { external = "block", internal = "review" }
regex = ['[1-9]\d{7}']
edges = "digit"
[[rule.example]]
text = "案号<12345678>"
expect = "likely"
[[rule.example]]
text = "案号01234567"
expect = "none"
)";

// `text` with the one occurrence of `what` replaced.
inline std::string with(std::string_view text, std::string_view what, std::string_view by) {
  std::string out(text);
  const std::size_t at = out.find(what);
  if (at == std::string::npos) return "the test's own text lacks: " + std::string(what);
  return out.replace(at, what.size(), by);
}

inline std::string pack_with(std::string_view what, std::string_view by) {
  return std::string(kPack) + with(kRule, what, by);
}

// The problems of a one-file pack, as "line id" (without "error.rule-").
inline std::vector<std::string> problems_of(const std::string& text) {
  RuleErrors errors;
  const std::vector<RuleFile> files = {{"demo.toml", text}};
  const Result<Rulebook> book = parse_pack(files, kValidators, &errors);
  std::vector<std::string> out;
  for (const Error& error : errors.errors) {
    const std::string line = error.place.substr(error.place.find(':') + 1);
    out.push_back(line + " " + error.message.id.substr(std::string("error.rule-").size()));
  }
  if (book.ok() != out.empty()) out.emplace_back("result and list of problems disagree");
  return out;
}

}  // namespace mishen::testing
