#include "plugins/formats/docx/comments.h"

#include "plugins/formats/docx/markup.h"

namespace mishen::docx {

Spelling spelling_of(std::string_view root_name, std::string_view uri) {
  Spelling out;
  out.uri = uri;
  out.strict = uri.find("purl.oclc.org") != std::string_view::npos;
  const std::size_t colon = root_name.find(':');
  if (colon != std::string_view::npos) {
    out.prefix = std::string(root_name.substr(0, colon + 1));
  } else {
    // A default namespace gives none to attributes, and these need one.
    out.prefix = "w:";
    out.declaration = " xmlns:w=\"" + xml_escape(uri) + "\"";
  }
  return out;
}

std::uint32_t CommentWriter::add(const Note& note, const NotePlace* at, bool say_where) {
  Comment comment;
  comment.id = next_id_++;
  const std::string& title = at == nullptr || at->title.empty() ? note.title : at->title;
  const bool where = say_where && at != nullptr && !at->words.empty();
  comment.lines.push_back(where ? "[" + at->words + "] " + title : title);
  comment.lines.insert(comment.lines.end(), note.lines.begin(), note.lines.end());
  comments_.push_back(std::move(comment));
  return comments_.back().id;
}

std::string CommentWriter::elements(const Spelling& spelling) const {
  const std::string& w = spelling.prefix;
  std::string out;
  for (const Comment& comment : comments_) {
    out += "<" + w + "comment" + spelling.declaration + " " + w + "id=\"" +
           std::to_string(comment.id) + "\" " + w + "author=\"" + xml_escape(style_.author) + "\"";
    if (!style_.date.empty()) out += " " + w + "date=\"" + xml_escape(style_.date) + "\"";
    out += " " + w + "initials=\"" + xml_escape(style_.initials) + "\">";
    bool first = true;
    for (const std::string& line : comment.lines) {
      out += "<" + w + "p><" + w + "r>";
      if (first) out += "<" + w + "rPr><" + w + "b/></" + w + "rPr>";
      first = false;
      out += "<" + w + "t xml:space=\"preserve\">" + xml_escape(line) + "</" + w + "t></" + w +
             "r></" + w + "p>";
    }
    out += "</" + w + "comment>";
  }
  return out;
}

std::string with_comments(const std::string& raw, std::string_view root_name,
                          const std::string& elements) {
  const std::size_t root = raw.find("<" + std::string(root_name));
  if (root == std::string::npos) return {};
  if (closes_itself(raw, root)) {
    const std::size_t end = tag_end(raw, root);
    return raw.substr(0, end - 2) + ">" + elements + "</" + std::string(root_name) + ">" +
           raw.substr(end);
  }
  const std::size_t end = raw.rfind("</" + std::string(root_name));
  if (end == std::string::npos) return {};
  return raw.substr(0, end) + elements + raw.substr(end);
}

std::string new_comments_part(const Spelling& spelling, const std::string& elements) {
  const std::string name = spelling.prefix + "comments";
  const std::string prefix = spelling.prefix.substr(0, spelling.prefix.size() - 1);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<" + name +
         " xmlns:" + prefix + "=\"" + xml_escape(spelling.uri) + "\">" + elements + "</" + name +
         ">";
}

}  // namespace mishen::docx
