// Build-time program: the packs of rules/ in, one C++ file out that holds them read and checked, so
// that start-up parses nothing. A pack that does not load is left out: whoever starts mishen with
// it is told what is wrong by mishen itself.
//
//   embed_rules OUTPUT.cc FILE...   (*.toml, *.txt)
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "plugins/plugins.h"
#include "scanner/base/io.h"
#include "scanner/rulebook/known_patterns.h"
#include "scanner/rulebook/load.h"
#include "scanner/rulebook/packed.h"

namespace {

using namespace mishen;

constexpr std::uint64_t kMostBytes = 8ULL << 20U;

// "rules/cn-personal/bank.toml" as {"rules/cn-personal", "bank.toml"}.
std::pair<std::string, std::string> split(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return {path.substr(0, slash), path.substr(slash + 1)};
}

std::string array(const std::string& name, const std::string& bytes) {
  std::string out = fmt::format("constexpr unsigned char {}[] = {{", name);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out += fmt::format("{}{}",
                       i == 0        ? ""
                       : i % 32 == 0 ? ",\n"
                                     : ",",
                       static_cast<unsigned>(static_cast<unsigned char>(bytes[i])));
  }
  return out + "};\n";
}

// One pack: its bytes as an array, and its line of the table.
void add(std::size_t number, const Rulebook& pack, std::string& arrays, std::string& table) {
  arrays += array(fmt::format("kPack{}", number), write_packed(pack));
  table += fmt::format("      {{\"{}\", bytes(kPack{})}},\n", pack.packs.front().digest, number);
}

std::string source_of(const std::map<std::string, std::vector<RuleFile>>& packs) {
  const ValidatorSet validators = all_validators();
  std::string arrays;
  std::string table;
  std::vector<std::string> patterns;
  std::size_t number = 0;
  for (const auto& [folder, files] : packs) {
    const Result<Rulebook> pack = parse_pack(files, validators.names());
    if (!pack) {
      std::cerr << "embed_rules: left out " << folder << ": " << pack.error().place << " "
                << pack.error().message.id << "\n";
      continue;
    }
    add(number++, *pack, arrays, table);
    for (const Rule& rule : pack->rules) {
      patterns.insert(patterns.end(), rule.regex.begin(), rule.regex.end());
    }
  }
  arrays += array("kPatterns", write_known(patterns));
  return "// Made from rules/*/*.toml by embed_rules; do not edit.\n"
         "#include \"scanner/cli/packed_rules.h\"\n\n#include <vector>\n\n"
         "namespace mishen {\nnamespace {\n\n" +
         arrays +
         "\ntemplate <std::size_t N>\n"
         "std::string_view bytes(const unsigned char (&array)[N]) {\n"
         "  return {reinterpret_cast<const char*>(array), N};\n}\n\n}  // namespace\n\n"
         "std::span<const PackedPack> packed_rules() {\n"
         "  static const std::vector<PackedPack> kPacks = {\n" +
         table +
         "  };\n  return kPacks;\n}\n\n"
         "std::string_view packed_patterns() { return bytes(kPatterns); }\n\n}  // namespace "
         "mishen\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: embed_rules OUTPUT.cc FILE...\n";
    return 1;
  }
  std::map<std::string, std::vector<RuleFile>> packs;
  for (int i = 2; i < argc; ++i) {
    Result<std::string> text = read_file(argv[i], kMostBytes);
    if (!text) {
      std::cerr << "embed_rules: " << argv[i] << " cannot be read\n";
      return 1;
    }
    const auto [folder, name] = split(argv[i]);
    if (!folder.ends_with("/data")) packs[folder].push_back({name, *std::move(text)});
  }
  std::ofstream out(argv[1], std::ios::binary | std::ios::trunc);
  out << source_of(packs);
  out.close();
  return out ? 0 : 1;
}
