#include "plugins/formats/pdf/output_intents.h"

#include <PDFDoc.h>
#include <XRef.h>

#include <algorithm>
#include <array>

namespace mishen::pdf {
namespace {

// Objects in object streams cannot be seen in the bytes.
bool may_measure_colours(std::string_view bytes) {
  constexpr std::array<std::string_view, 4> kSigns = {"/ObjStm", "/ICCBased", "/Lab", "/Cal"};
  return std::any_of(kSigns.begin(), kSigns.end(), [&](std::string_view sign) {
    return bytes.find(sign) != std::string_view::npos;
  });
}

}  // namespace

void forget_idle_output_intent(PDFDoc& doc, std::string_view bytes) {
  XRef* xref = doc.getXRef();
  Object catalog = xref->getCatalog();
  if (!catalog.isDict() || catalog.dictLookupNF("OutputIntents").isNull()) return;
  if (may_measure_colours(bytes)) return;
  catalog.dictRemove("OutputIntents");
  xref->setModifiedObject(&catalog, xref->getRoot());
}

}  // namespace mishen::pdf
