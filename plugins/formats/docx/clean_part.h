// What goes from the tree of one part. Each returns whether anything did.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <set>
#include <string>

#include "scanner/document/clean.h"

namespace mishen::docx {

// Text elements by the ordinals MarkupRun::node counts. To be called first.
bool drop_text(pugi::xml_document& part, const std::set<std::uint32_t>& ordinals);
// Marks of comments in the text.
bool drop_comment_marks(pugi::xml_document& part);
// Tracked changes: those of content, of properties, of paragraph marks and rows. A paragraph whose
// mark and whole content go goes too, if another paragraph follows.
bool settle_revisions(pugi::xml_document& part, Revisions choice);
// Elements that show or update a part by one of these relationships.
bool drop_references(pugi::xml_document& part, const std::set<std::string>& relation_ids);
// Alternative texts that hold a path of a disk or share.
bool drop_paths(pugi::xml_document& part);
// word/settings.xml: switches and values that tell of the making.
bool drop_settings(pugi::xml_document& part, const CleanOptions& options);

}  // namespace mishen::docx
