// Build-time program: words/*.toml in, one C++ file with a sorted constant table out, so that
// start-up parses nothing. Whatever an author can get wrong fails the build with file and line: a
// language that is missing, placeholders that differ between the languages, an id twice, a key that
// is no language.
//
//   embed_words OUTPUT.cc WORDS.toml...
#include <toml++/toml.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

struct Sentence {
  std::string zh_cn;
  std::string en;
  std::string place;
};
using Sentences = std::map<std::string, Sentence, std::less<>>;

[[noreturn]] void refuse(const std::string& place, const std::string& what) {
  throw std::runtime_error(place + ": " + what);
}

std::string place_of(const std::string& file, const toml::node& node) {
  return file + ":" + std::to_string(node.source().begin.line);
}

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool is_id(std::string_view id) {
  if (id.empty() || id.front() == '.' || id.back() == '.') return false;
  bool dotted = false;
  for (const char c : id) {
    if (!is_id_character(c)) return false;
    dotted = dotted || c == '.';
  }
  return dotted;
}

// The names in the {braces} of a sentence. Refuses braces that do not hold a name.
std::set<std::string> placeholders(const std::string& place, std::string_view sentence) {
  std::set<std::string> out;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (sentence[i] == '}') refuse(place, "a '}' without its '{'");
    if (sentence[i] != '{') continue;
    const std::size_t end = sentence.find('}', i);
    if (end == std::string_view::npos) refuse(place, "a '{' without its '}'");
    const std::string_view name = sentence.substr(i + 1, end - i - 1);
    if (name.empty()) refuse(place, "an empty placeholder");
    for (const char c : name) {
      if (!is_id_character(c) || c == '.') refuse(place, "a placeholder that is no name");
    }
    out.emplace(name);
    i = end;
  }
  return out;
}

std::string language(const std::string& place, const toml::table& entry, std::string_view key) {
  const auto value = entry[key].value<std::string>();
  if (!value || value->empty()) refuse(place, "no sentence in " + std::string(key));
  return *value;
}

void take_entry(const std::string& file, const toml::key& key, const toml::node& node,
                Sentences& out) {
  const std::string place = place_of(file, node);
  const std::string id(key.str());
  const toml::table* entry = node.as_table();
  if (entry == nullptr) refuse(place, "'" + id + "' is not a table with zh-CN and en");
  if (!is_id(id)) refuse(place, "'" + id + "' is no id; write [\"stage.name\"], with the quotes");
  for (const auto& [name, value] : *entry) {
    if (name.str() != "zh-CN" && name.str() != "en") {
      refuse(place_of(file, value), "'" + std::string(name.str()) + "' is no language");
    }
  }
  Sentence sentence{language(place, *entry, "zh-CN"), language(place, *entry, "en"), place};
  if (placeholders(place, sentence.zh_cn) != placeholders(place, sentence.en)) {
    refuse(place, "'" + id + "' has other placeholders in zh-CN than in en");
  }
  const auto [there, fresh] = out.emplace(id, std::move(sentence));
  if (!fresh) refuse(place, "'" + id + "' stands in " + there->second.place + " already");
}

void take_file(const std::string& file, Sentences& out) {
  try {
    const toml::table table = toml::parse_file(file);
    for (const auto& [key, node] : table) take_entry(file, key, node, out);
  } catch (const toml::parse_error& error) {
    refuse(file + ":" + std::to_string(error.source().begin.line),
           std::string(error.description()));
  }
}

// A C++ string literal. The compiler reads UTF-8; only what would end or change the literal is
// escaped.
std::string literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string source_of(const Sentences& sentences) {
  std::string out =
      "// Made from scanner/report/words/*.toml by embed_words; do not edit.\n"
      "#include \"scanner/report/words_table.h\"\n\n"
      "namespace mishen {\nnamespace {\n\nconstexpr WordsEntry kTable[] = {\n";
  for (const auto& [id, sentence] : sentences) {
    out += "    {" + literal(id) + ", " + literal(sentence.zh_cn) + ", " + literal(sentence.en) +
           "},\n";
  }
  return out +
         "};\n\n}  // namespace\n\n"
         "std::span<const WordsEntry> words_table() { return kTable; }\n\n"
         "}  // namespace mishen\n";
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 3) throw std::runtime_error("usage: embed_words OUTPUT.cc WORDS.toml...");
    Sentences sentences;
    for (int i = 2; i < argc; ++i) take_file(argv[i], sentences);
    std::ofstream out(argv[1], std::ios::binary | std::ios::trunc);
    out << source_of(sentences);
    out.close();
    if (!out) throw std::runtime_error(std::string(argv[1]) + ": cannot be written");
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "embed_words: " << error.what() << '\n';
    return 1;
  }
}
