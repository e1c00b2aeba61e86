// A user-facing statement as data: which sentence, with which values in it.
// The words themselves live in scanner/report/words/*.toml in zh-CN and en; only the outermost
// layer (cli, report) turns a Message into text, so no stage below holds a sentence.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace mishen {

struct Message {
  // Key in the catalogues, for example "gap.password".
  std::string id;
  // Named values for the sentence's {placeholders}. They may hold text chosen by an attacker (a
  // part's name, a library's error text), so whoever prints them escapes them; they never hold a
  // sensitive value.
  std::vector<std::pair<std::string, std::string>> args;

  friend bool operator==(const Message&, const Message&) = default;
};

}  // namespace mishen
