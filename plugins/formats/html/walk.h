// A parsed page, element by element.
#pragma once

#include <gumbo.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/document/document.h"

namespace mishen::html {

class Walker {
 public:
  explicit Walker(DocumentBuilder& out) : out_(out) {}
  // The whole tree below `root`; gumbo bounds its depth by nothing, so this keeps a list of its
  // own.
  void walk(const GumboNode* root);

 private:
  struct Table {
    std::uint32_t number = 0, row = 0, column = 0;
    std::vector<std::string> header;
  };
  struct Level {
    const GumboNode* node;
    unsigned next = 0;
    bool hidden = false;  // it and all below
    bool block = false;
    bool table = false;
    bool raw = false;  // script or style: its text was taken
  };

  void enter(const GumboNode* node, bool hidden);
  void leave(const Level& level);
  void enter_element(const GumboElement& element, Level& level);
  void read_attributes(const GumboElement& element);
  void read_source(const GumboElement& element);
  void flush();
  void add(std::string text, Surface surface, Provenance where, TraceKind trace, const char* what);
  void add_plain(std::string text, Surface surface, const char* property);

  DocumentBuilder& out_;
  std::vector<Level> open_;
  std::vector<Table> tables_;
  std::string text_;
  std::set<std::string> odd_values_;  // attributes that were read for what they may say
  bool text_hidden_ = false;
  std::uint32_t blocks_ = 0;
  std::uint32_t table_count_ = 0;
  std::uint32_t comments_ = 0;
};

}  // namespace mishen::html
