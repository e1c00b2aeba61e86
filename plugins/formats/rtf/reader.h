// An RTF document, token by token.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/rtf/destinations.h"
#include "plugins/formats/rtf/tokens.h"
#include "scanner/document/document.h"

namespace mishen::rtf {

class Reader {
 public:
  explicit Reader(DocumentBuilder& out) : out_(out) {}
  void read(std::string_view bytes);

 private:
  // What a group inherits and its end undoes.
  struct Group {
    Place place = Place::flow;
    Surface surface = Surface::body;
    std::string name;  // of the property, or "pict", "objdata"
    bool hidden = false, deleted = false;
    bool starts = false;      // this group began its destination
    bool may_ignore = false;  // \* was seen
    int skip_after_unicode = 1;
    int font = -1;
  };
  // The text of one destination, as far as it stands.
  struct Flow {
    std::string shown, hidden, deleted;
  };

  void open();
  void close();
  void word(const Token& token);
  bool begin_destination(std::string_view name);
  void start(Place place, Surface surface, std::string_view name);
  void format(std::string_view name, std::int32_t number, bool on);
  void character(std::string_view utf8);
  void unicode(std::int32_t unit);
  void plain(std::string_view bytes);
  void binary(std::string_view bytes);
  void decode_pending();
  void end_paragraph(bool is_cell);
  void add(std::string text, Surface surface, bool is_cell);
  void end_data(const Group& group);
  [[nodiscard]] std::string charset() const;

  DocumentBuilder& out_;
  std::vector<Group> groups_;
  std::vector<Flow> flows_;
  std::string pending_;          // bytes in charset()
  std::uint32_t surrogate_ = 0;  // a high one that waits for its pair
  int to_skip_ = 0;              // characters that stand for a \u for old readers
  std::string skipped_;          // text of the destination that is skipped, or names of fonts
  std::string data_;             // of a picture or an object, as far as it stands
  std::string digits_;           // hexadecimal ones that follow it
  std::string charset_ = "windows-1252";
  std::map<int, std::string> fonts_;  // number: charset
  std::string comment_author_;
  std::uint32_t paragraphs_ = 0, table_ = 0, row_ = 0, column_ = 0, objects_ = 0, comments_ = 0;
  bool in_table_ = false;
  bool left_table_ = false;  // \pard without \intbl: the next paragraph is below the table
  std::vector<std::string> header_;
};

}  // namespace mishen::rtf
