#include "tests/support/cfb_builder.h"

#include <cstdint>
#include <map>

namespace mishen::test {
namespace {

constexpr std::uint32_t kEnd = 0xFFFFFFFE, kNone = 0xFFFFFFFF;
constexpr std::size_t kSector = 512;

void append(std::string& out, std::uint64_t value, int size) {
  for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i));
}

struct Node {
  std::string name;
  int kind = 2;
  std::uint32_t right = kNone, child = kNone, start = kEnd;
  std::uint64_t size = 0;
};

std::string directory_entry(const Node& node) {
  std::string name;
  for (const char c : node.name) name.append({c, '\0'});
  const std::size_t size = name.size() + 2;
  name.resize(64);
  append(name, node.name.empty() ? 0 : size, 2);
  name += static_cast<char>(node.kind);
  name += '\x01';
  append(name, kNone, 4);
  append(name, node.right, 4);
  append(name, node.child, 4);
  name.resize(name.size() + 36);
  append(name, node.start, 4);
  append(name, node.size, 8);
  return name;
}

// Adds `bytes` in units of `unit` to `body` and `table`; its first unit.
std::uint32_t place(const std::string& bytes, std::size_t unit, std::string& body,
                    std::vector<std::uint32_t>& table) {
  if (bytes.empty()) return kEnd;
  const auto first = static_cast<std::uint32_t>(table.size());
  const std::size_t count = (bytes.size() + unit - 1) / unit;
  for (std::size_t i = 1; i < count; ++i) table.push_back(first + static_cast<std::uint32_t>(i));
  table.push_back(kEnd);
  body += bytes;
  body.resize(table.size() * unit);
  return first;
}

}  // namespace

std::string compound_file(const std::vector<std::pair<std::string, std::string>>& streams) {
  std::vector<Node> nodes(1);
  nodes[0].name = "Root Entry";
  nodes[0].kind = 5;
  std::map<std::string, std::uint32_t> storages = {{"", 0}};
  std::string small;
  std::vector<std::uint32_t> small_table;
  std::string body;
  std::vector<std::uint32_t> table;  // of the body, which begins at sector 1
  const auto link = [&](std::uint32_t parent, Node node) {
    node.right = nodes[parent].child;
    nodes[parent].child = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back(std::move(node));
  };
  for (const auto& [path, bytes] : streams) {
    const std::size_t slash = path.find('/');
    const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash);
    if (!storages.contains(folder)) {
      storages[folder] = static_cast<std::uint32_t>(nodes.size());
      link(0, {folder, 1, kNone, kNone, 0, 0});
    }
    Node node{path.substr(folder.empty() ? 0 : slash + 1), 2, kNone, kNone, kEnd, bytes.size()};
    node.start = bytes.size() < 4096 ? place(bytes, 64, small, small_table)
                                     : place(bytes, kSector, body, table) + 1;
    link(storages[folder], node);
  }
  const auto at_body = [&](const std::string& bytes) {
    const std::uint32_t first = place(bytes, kSector, body, table);
    return first == kEnd ? kEnd : first + 1;
  };
  nodes[0].start = at_body(small);
  nodes[0].size = small.size();
  std::string small_numbers;
  for (const std::uint32_t next : small_table) append(small_numbers, next, 4);
  const std::uint32_t small_start = at_body(small_numbers);
  std::string directory;
  for (const Node& node : nodes) directory += directory_entry(node);
  const std::uint32_t directory_start = at_body(directory);
  std::string fat;
  append(fat, 0xFFFFFFFD, 4);
  for (const std::uint32_t next : table) append(fat, next == kEnd ? kEnd : next + 1, 4);
  fat.resize(kSector, '\xFF');
  std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0');
  for (const int value : {0x3E, 3, 0xFFFE, 9, 6}) append(header, static_cast<unsigned>(value), 2);
  header.resize(44);
  for (const std::uint32_t value :
       {1U, directory_start, 0U, 4096U, small_start, 1U, kEnd, 0U, 0U}) {
    append(header, value, 4);
  }
  header.resize(kSector, '\xFF');
  return header + fat + body;
}

std::string vba_container(const std::string& text) {
  std::string out = "\x01";
  for (std::size_t at = 0; at < text.size(); at += 2048) {
    const std::string part = text.substr(at, 2048);
    std::string chunk;
    for (std::size_t i = 0; i < part.size(); i += 8) chunk += '\0' + part.substr(i, 8);
    append(out, 0xB000U | (chunk.size() - 1), 2);
    out += chunk;
  }
  return out;
}

}  // namespace mishen::test
