#include "plugins/formats/docx/replies.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "plugins/formats/docx/package.h"
#include "plugins/formats/docx/relationships.h"
#include "plugins/formats/docx/xml.h"

namespace mishen::docx {
namespace {

constexpr std::size_t kMostSteps = 64;  // a thread is one level deep; a loop must end

struct Comment {
  Reply reply;
  std::string last_paragraph;  // its w14:paraId
};

// The text of an element's runs: w:t, with tabs and line ends as characters.
std::string text_of(const pugi::xml_node& root) {
  std::string out;
  for (pugi::xml_node node = root.first_child(); node; node = next_node(node, root)) {
    const std::string_view name = local_name(node.name());
    if (name == "t") out += own_text(node);
    if (name == "tab") out += '\t';
    if (name == "br" || name == "cr") out += '\n';
  }
  return out;
}

class Threads {
 public:
  Threads(std::string_view bytes, const Limits& limits)
      : ledger_(limits), package_(bytes, ledger_) {}

  Result<std::vector<Reply>> read();

 private:
  // The part the main document points to as `role`, else the one of the usual name; parsed.
  bool load(std::string_view role, std::string_view usual_key, pugi::xml_document& xml);
  void read_comment(const pugi::xml_node& node);
  void read_threads(const pugi::xml_node& root);
  [[nodiscard]] const Comment* root_of(const Comment& comment) const;

  DocumentBuilder ledger_;
  Package package_;
  Relationships relationships_;
  std::vector<Comment> comments_;
  std::map<std::string, std::size_t, std::less<>> by_paragraph_;  // w14:paraId: index of comment
  std::map<std::string, std::string, std::less<>> parents_;       // paraId: paraIdParent
};

bool Threads::load(std::string_view role, std::string_view usual_key, pugi::xml_document& xml) {
  const PackageEntry* found = nullptr;
  for (const PackageEntry& one : package_.entries()) {
    const bool named = relationships_.roles(one.key).contains(std::string(role));
    if (named || (found == nullptr && one.key == usual_key)) found = &one;
    if (named) break;
  }
  if (found == nullptr) return true;  // a draft without them
  const auto bytes = package_.read(*found);
  return bytes && xml.load_buffer(bytes->view().data(), bytes->size(), kParseOptions);
}

void Threads::read_comment(const pugi::xml_node& node) {
  Comment comment;
  comment.reply.author = attribute(node, "author");
  comment.reply.date = attribute(node, "date");
  for (pugi::xml_node at = node.first_child(); at; at = next_node(at, node)) {
    if (local_name(at.name()) != "p") continue;
    const std::string id(attribute(at, "paraId"));
    if (!id.empty()) by_paragraph_.emplace(id, comments_.size());
    comment.last_paragraph = id;
    if (!comment.reply.text.empty()) comment.reply.text += '\n';
    comment.reply.text += text_of(at);
  }
  comments_.push_back(std::move(comment));
}

void Threads::read_threads(const pugi::xml_node& root) {
  for (const pugi::xml_node& one : root.children()) {
    const std::string_view parent = attribute(one, "paraIdParent");
    if (!parent.empty()) parents_.emplace(attribute(one, "paraId"), parent);
  }
}

const Comment* Threads::root_of(const Comment& comment) const {
  const Comment* at = &comment;
  for (std::size_t step = 0; step < kMostSteps; ++step) {
    const auto parent = parents_.find(at->last_paragraph);
    if (at->last_paragraph.empty() || parent == parents_.end()) break;
    const auto known = by_paragraph_.find(parent->second);
    if (known == by_paragraph_.end()) break;
    at = &comments_[known->second];
  }
  return at;
}

Result<std::vector<Reply>> Threads::read() {
  if (!package_.opened()) return Error{ErrorKind::input, "", {"answers.archive", {}}};
  relationships_ = relationships_of(package_);
  pugi::xml_document comments;
  pugi::xml_document threads;
  if (!load("comments", "word/comments.xml", comments) ||
      !load("commentsExtended", "word/commentsextended.xml", threads)) {
    return Error{ErrorKind::input, "", {"answers.xml", {}}};
  }
  for (const pugi::xml_node& one : comments.document_element().children()) {
    if (comments_.size() >= kMostReplies) break;
    if (local_name(one.name()) == "comment") read_comment(one);
  }
  read_threads(threads.document_element());
  std::vector<Reply> out;
  for (const Comment& comment : comments_) {
    const Comment* root = root_of(comment);
    Reply reply = comment.reply;
    reply.answers_note = root != &comment;
    reply.to = root->reply.text;
    out.push_back(std::move(reply));
  }
  return out;
}

}  // namespace

Result<std::vector<Reply>> replies(std::string_view bytes, const Limits& limits) {
  return Threads(bytes, limits).read();
}

}  // namespace mishen::docx
