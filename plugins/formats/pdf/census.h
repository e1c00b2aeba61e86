// One walk over everything the trailer leads to: which objects are in use, and where in the file
// things stand that may hang on any object.
#pragma once

#include <set>
#include <vector>

#include "plugins/formats/pdf/let_go.h"
#include "plugins/formats/pdf/loose_strings.h"
#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

struct Census {
  std::set<QPDFObjGen> reached;
  bool whole = true;  // false: a limit ended the walk
  // Objects that hold them, in the order met; a holder may be direct.
  std::vector<QPDFObjectHandle> files;      // file specifications with content
  std::vector<QPDFObjectHandle> scripts;    // actions with JavaScript
  std::vector<QPDFObjectHandle> metadata;   // dictionaries with XMP
  std::vector<QPDFObjectHandle> makers;     // dictionaries with /PieceInfo
  std::vector<QPDFObjectHandle> elsewhere;  // streams whose data is in another file
  std::vector<QPDFObjectHandle> pictures;   // image XObjects
  std::vector<QPDFObjGen> pages;            // page objects, but for those let go of
  std::vector<QPDFObjGen> forms;            // that stand among what pages and forms may draw

  // Keeps what is known without the file being open.
  void forget_holders() {
    for (auto* holders : {&files, &scripts, &metadata, &makers, &elsewhere, &pictures}) {
      holders->clear();
    }
  }
};

struct CensusOptions {
  std::set<QPDFObjGen> known;       // neither entered nor counted
  const LetGo* gone = nullptr;      // those in it are met as if they were still there
  LooseStrings* strings = nullptr;  // is told of all strings but technical ones
};

// Walks from `root` (the trailer) over `most` objects (max_objects), direct ones counted too.
[[nodiscard]] Census take_census(QPDFObjectHandle root, std::uint64_t most,
                                 const CensusOptions& options = {});

}  // namespace mishen::pdf
