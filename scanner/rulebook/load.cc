#include "scanner/rulebook/load.h"

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include "scanner/base/digest.h"
#include "scanner/base/io.h"
#include "scanner/base/nearest.h"
#include "scanner/base/utf8.h"
#include "scanner/rulebook/packed.h"
#include "scanner/rulebook/parse_rule.h"
#include "scanner/rulebook/table_reader.h"

namespace mishen {
namespace {

namespace fs = std::filesystem;

// A pack is written by people; a larger file is a mistake.
constexpr std::uint64_t kMostFileBytes = 8ULL << 20U;

std::string base_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

// One TOML file; nullopt when it does not parse (the problem is recorded).
std::optional<toml::table> parse_file(const RuleFile& file, Problems& problems) {
  if (!utf8::is_valid(file.text)) {
    problems.add(file.path, "error.rule-not-utf8");
    return std::nullopt;
  }
  try {
    return toml::parse(file.text, file.path);
  } catch (const toml::parse_error& fault) {
    problems.add(file.path + ":" + std::to_string(fault.source().begin.line), "error.rule-toml",
                 {{"cause", std::string(fault.description())}});
    return std::nullopt;
  }
}

// The names and texts of a pack's files, wherever they lie.
std::string digest_of(std::span<const RuleFile> files) {
  std::string all;
  for (const RuleFile& file : files) {
    const std::string name = base_name(file.path);
    all += std::to_string(name.size()) + ":" + name + std::to_string(file.text.size()) + ":";
    all += file.text;
  }
  return "sha256:" + sha256_hex(all);
}

// The [pack] tables of all files; there must be one.
Pack read_pack(std::span<const RuleFile> files, std::vector<TableReader>& roots,
               Problems& problems) {
  Pack pack;
  std::string first;
  for (TableReader& root : roots) {
    std::optional<TableReader> table = root.table("pack");
    if (!table) continue;
    if (!first.empty()) {
      problems.add(table->place(), "error.rule-two-packs", {{"first", first}});
      continue;
    }
    first = table->place();
    pack = parse_pack_table(*table);
  }
  if (first.empty()) problems.add(files.empty() ? "" : files.front().path, "error.rule-no-pack");
  return pack;
}

void read_rules(std::vector<TableReader>& roots, std::span<const std::string_view> validators,
                const TextFiles& texts, Rulebook& book, Problems& problems) {
  std::map<std::string, std::string> places;  // id -> where it was first
  const std::string pack = book.packs.front().id;
  for (TableReader& root : roots) {
    for (TableReader& table : root.tables("rule")) {
      Rule rule = parse_rule_table(table, pack, validators, texts);
      const auto [first, is_new] = places.emplace(rule.id, rule.place);
      if (!is_new && !rule.id.empty()) {
        problems.add(rule.place, "error.rule-duplicate-id",
                     {{"id", rule.id}, {"first", first->second}});
      }
      book.rules.push_back(std::move(rule));
    }
    root.finish();
  }
  if (book.rules.empty() && !roots.empty()) {
    problems.add(roots.front().file(), "error.rule-no-rules", {{"pack", pack}});
  }
}

void append(Rulebook one, Rulebook& book) {
  std::move(one.packs.begin(), one.packs.end(), std::back_inserter(book.packs));
  std::move(one.rules.begin(), one.rules.end(), std::back_inserter(book.rules));
}

void sort_by_path(std::vector<RuleFile>& files) {
  std::sort(files.begin(), files.end(),
            [](const RuleFile& a, const RuleFile& b) { return a.path < b.path; });
}

// Parses one pack into `book`, appending. `files` are sorted.
void add_pack(std::span<const RuleFile> files, std::string digest,
              std::span<const std::string_view> validators, Rulebook& book, Problems& problems) {
  std::vector<toml::table> tables;
  std::vector<const RuleFile*> sources;
  TextFiles texts;
  bool all_parsed = true;
  for (const RuleFile& file : files) {
    if (fs::path(file.path).extension() == ".txt") {
      texts.emplace(base_name(file.path), &file);
      continue;
    }
    if (std::optional<toml::table> table = parse_file(file, problems)) {
      tables.push_back(std::move(*table));
      sources.push_back(&file);
    } else {
      all_parsed = false;
    }
  }
  std::vector<TableReader> roots;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    roots.emplace_back(tables[i], "", sources[i]->path, problems);
  }
  // The [pack] may be in the file that did not parse; then its absence is no news.
  if (!all_parsed && std::none_of(roots.begin(), roots.end(),
                                  [](const TableReader& root) { return root.has("pack"); })) {
    return;
  }
  Rulebook one;
  one.packs.push_back(read_pack(files, roots, problems));
  one.packs.front().digest = std::move(digest);
  read_rules(roots, validators, texts, one, problems);
  append(std::move(one), book);
}

// The same without parsing, if these very files were parsed before.
bool add_packed(std::span<const PackedPack> packed, std::string_view digest,
                const std::string& folder, std::span<const std::string_view> validators,
                Rulebook& book) {
  for (const PackedPack& pack : packed) {
    Rulebook one;
    if (pack.digest != digest || !read_packed(pack.bytes, folder, validators, one)) continue;
    append(std::move(one), book);
    return true;
  }
  return false;
}

// The book, or the first of the problems.
Result<Rulebook> unless_problems(Rulebook book, const RuleErrors& errors) {
  if (!errors.errors.empty()) return errors.errors.front();
  return book;
}

Error folder_error(const std::string& folder, const std::error_code& cause) {
  return {ErrorKind::rule, folder, {"error.rule-folder", {{"cause", cause.message()}}}};
}

bool is_toml(const RuleFile& file) { return fs::path(file.path).extension() == ".toml"; }

// The names of the folders below `rules_folder` that may be packs, sorted.
Result<std::vector<std::string>> pack_folders(const std::string& rules_folder) {
  std::error_code failed;
  std::vector<std::string> names;
  fs::directory_iterator entry(rules_folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;  // what cannot be looked at is no folder, and reading it fails below
    if (entry->is_directory(ignored) && name != "data" && name.front() != '.') {
      names.push_back(name);
    }
  }
  if (failed) return folder_error(rules_folder, failed);
  std::sort(names.begin(), names.end());
  return names;
}

// The *.toml of one folder and its word lists, *.txt; a file that cannot be read is an error, never
// left out.
Result<std::vector<RuleFile>> toml_files(const std::string& folder) {
  std::error_code failed;
  std::vector<RuleFile> files;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    const fs::path end = entry->path().extension();
    if (end != ".toml" && end != ".txt") continue;
    const std::string path = folder + "/" + entry->path().filename().string();
    Result<std::string> text = read_file(path, kMostFileBytes);
    if (!text) return Error{ErrorKind::rule, path, text.error().message};
    files.push_back({path, std::move(*text)});
  }
  if (failed) return folder_error(folder, failed);
  return files;
}

// Every pack below the folder, by default or not: a broken pack is never passed over.
void add_all_packs(const std::string& rules_folder, const std::vector<std::string>& folders,
                   std::span<const std::string_view> validators, std::span<const PackedPack> packed,
                   Rulebook& book, RuleErrors& errors) {
  Problems problems(errors);
  for (const std::string& name : folders) {
    const std::string folder = rules_folder + "/" + name;
    Result<std::vector<RuleFile>> files = toml_files(folder);
    if (!files) {
      errors.errors.push_back(files.error());
      continue;
    }
    if (std::none_of(files->begin(), files->end(), is_toml)) continue;
    const std::size_t packs = book.packs.size();
    sort_by_path(*files);
    std::string digest = digest_of(*files);
    if (!add_packed(packed, digest, folder, validators, book)) {
      add_pack(*files, std::move(digest), validators, book, problems);
    }
    if (book.packs.size() > packs && book.packs.back().id != name &&
        !book.packs.back().id.empty()) {
      problems.add(folder, "error.rule-pack-folder",
                   {{"folder", name}, {"id", book.packs.back().id}});
    }
  }
}

// What of `book` was asked for.
Rulebook select(Rulebook book, const std::set<std::string>& ids) {
  Rulebook chosen;
  for (Pack& pack : book.packs) {
    if (ids.contains(pack.id)) chosen.packs.push_back(std::move(pack));
  }
  for (Rule& rule : book.rules) {
    if (ids.contains(rule.pack)) chosen.rules.push_back(std::move(rule));
  }
  // What does not go together cannot be seen when one side of it is not looked for.
  std::set<std::string> known;
  for (const Rule& rule : chosen.rules) known.insert(rule.full_id());
  std::erase_if(chosen.rules, [&](const Rule& rule) {
    return std::any_of(rule.together.begin(), rule.together.end(),
                       [&](const std::string& other) { return !known.contains(other); });
  });
  return chosen;
}

// Every rule that another names is there, and looks for something by itself.
void check_together(const Rulebook& book, Problems& problems) {
  std::vector<std::string> ids;
  for (const Rule& rule : book.rules) {
    if (rule.together.empty()) ids.push_back(rule.full_id());
  }
  const std::vector<std::string_view> known(ids.begin(), ids.end());
  for (const Rule& rule : book.rules) {
    for (std::size_t i = 0; i < rule.together.size(); ++i) {
      if (std::find(ids.begin(), ids.end(), rule.together[i]) != ids.end()) continue;
      problems.add(
          i < rule.together_places.size() ? rule.together_places[i] : rule.place,
          "error.rule-together-unknown",
          {{"rule", rule.together[i]}, {"near", std::string(nearest(rule.together[i], known))}});
    }
  }
}

// Every pack asked for is asked for beside the default ones.
bool only_more(std::span<const std::string> wanted) {
  return std::all_of(wanted.begin(), wanted.end(),
                     [](const std::string& id) { return !id.empty() && id.front() == '+'; });
}

// intl: intl-marking and intl-personal. False when no pack is of that family.
bool add_family(std::span<const std::string_view> known, const std::string& family,
                std::set<std::string>& ids) {
  bool any = false;
  for (const std::string_view pack : known) {
    if (family.empty() || pack.rfind(family + "-", 0) != 0) continue;
    ids.insert(std::string(pack));
    any = true;
  }
  return any;
}

std::set<std::string> wanted_ids(const Rulebook& book, std::span<const std::string> wanted,
                                 const std::string& rules_folder, Problems& problems) {
  std::vector<std::string_view> known;
  std::set<std::string> ids;
  for (const Pack& pack : book.packs) {
    known.push_back(pack.id);
    if (only_more(wanted) && pack.by_default) ids.insert(pack.id);
  }
  for (const std::string& asked : wanted) {
    const std::string id = asked.substr(asked.front() == '+' ? 1 : 0);
    if (add_family(known, id, ids)) continue;
    if (std::find(known.begin(), known.end(), id) == known.end()) {
      const std::string_view near = nearest(id, known);
      Problems::Args args = {{"pack", id}};
      if (!near.empty()) args.emplace_back("near", near);
      problems.add(rules_folder,
                   near.empty() ? "error.rule-no-such-pack" : "error.rule-no-such-pack-near",
                   std::move(args));
    }
    ids.insert(id);
  }
  if (ids.empty()) problems.add(rules_folder, "error.rule-no-packs");
  return ids;
}

}  // namespace

Result<Rulebook> parse_pack(std::span<const RuleFile> files,
                            std::span<const std::string_view> known_validators,
                            RuleErrors* all_errors) {
  RuleErrors own;
  RuleErrors& errors = all_errors == nullptr ? own : *all_errors;
  errors.errors.clear();
  Problems problems(errors);
  Rulebook book;
  std::vector<RuleFile> sorted(files.begin(), files.end());
  sort_by_path(sorted);
  add_pack(sorted, digest_of(sorted), known_validators, book, problems);
  return unless_problems(std::move(book), errors);
}

Result<Rulebook> load_rules(const std::string& rules_folder, std::span<const std::string> wanted,
                            std::span<const std::string_view> known_validators,
                            RuleErrors* all_errors, std::span<const PackedPack> packed) {
  RuleErrors own;
  RuleErrors& errors = all_errors == nullptr ? own : *all_errors;
  errors.errors.clear();
  const Result<std::vector<std::string>> folders = pack_folders(rules_folder);
  if (!folders) {
    errors.errors.push_back(folders.error());
    return folders.error();
  }
  Rulebook book;
  add_all_packs(rules_folder, *folders, known_validators, packed, book, errors);
  Problems problems(errors);
  // With errors the list of packs is not complete; which were asked for is then no news.
  if (errors.errors.empty()) check_together(book, problems);
  if (errors.errors.empty()) {
    const std::set<std::string> ids = wanted_ids(book, wanted, rules_folder, problems);
    book = select(std::move(book), ids);
  }
  return unless_problems(std::move(book), errors);
}

}  // namespace mishen
