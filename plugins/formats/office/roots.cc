#include "plugins/formats/office/roots.h"

namespace mishen::office {
namespace {

struct Row {
  std::string_view local;
  Root root;
};

constexpr Root kHarmless{Reading::harmless, Surface::body};
constexpr Root kMetadata{Reading::text, Surface::metadata};
constexpr Root kAllMetadata{Reading::values, Surface::metadata};

constexpr Row kRows[] = {
    {"coreProperties", kMetadata},
    {"Properties", kMetadata},
    {"wsDr", {Reading::drawing, Surface::text_box}},
    {"chartSpace", {Reading::drawing, Surface::chart}},
    {"userShapes", {Reading::drawing, Surface::chart}},
    {"dataModel", {Reading::drawing, Surface::smartart}},
    {"drawing", {Reading::drawing, Surface::smartart}},
    {"xml", {Reading::text, Surface::text_box}},  // VML: note boxes, controls
    {"handoutMaster", {Reading::drawing, Surface::text_box}},
    {"notesMaster", {Reading::drawing, Surface::text_box}},
    {"sldMaster", {Reading::drawing, Surface::text_box}},
    {"sldLayout", {Reading::drawing, Surface::text_box}},
    {"connections", kAllMetadata},
    {"queryTable", kAllMetadata},
    {"MapInfo", kAllMetadata},
    {"webextension", kAllMetadata},
    {"taskpanes", kAllMetadata},
    {"labelList", kAllMetadata},
    {"customUI", kAllMetadata},
    {"formControlPr", kAllMetadata},
    {"ocx", kAllMetadata},
    {"tagLst", {Reading::values, Surface::custom_property}},
    {"slicerCacheDefinition", {Reading::values, Surface::hidden_text}},
    {"timelineCacheDefinition", {Reading::values, Surface::hidden_text}},
    {"slicers", kAllMetadata},
    {"timelines", kAllMetadata},
    {"table", {Reading::values, Surface::metadata}},
    {"pivotTableDefinition", {Reading::values, Surface::metadata}},
    {"revisions", {Reading::values, Surface::deleted_text}},
    {"headers", kAllMetadata},  // who changed a shared workbook, and when
    {"users", kAllMetadata},
    // The package's own wiring; read before everything else.
    {"Types", kHarmless},
    {"Relationships", kHarmless},
    // Looks.
    {"theme", kHarmless},
    {"themeOverride", kHarmless},
    {"chartStyle", kHarmless},
    {"colorStyle", kHarmless},
    {"layoutDef", kHarmless},
    {"layoutDefHdrLst", kHarmless},
    {"styleDef", kHarmless},
    {"colorsDef", kHarmless},
    {"clrMapOvr", kHarmless},
    {"tblStyleLst", kHarmless},
    // How a window was left; order of calculation; types of metadata; digests.
    {"viewPr", kHarmless},
    {"presentationPr", kHarmless},
    {"calcChain", kHarmless},
    {"metadata", kHarmless},
    {"volTypes", kHarmless},
    {"datastoreItem", kHarmless},
    {"Signature", kHarmless},
    {"changesInfo", kHarmless},
    {"revisionInfo", kHarmless},
};

}  // namespace

Root kind_of_root(std::string_view local_name, std::string_view part_key) {
  for (const Row& row : kRows) {
    if (row.local == local_name) {
      const bool custom = local_name == "Properties" && part_key.ends_with("custom.xml");
      return custom ? Root{Reading::values, Surface::custom_property} : row.root;
    }
  }
  if (part_key.starts_with("customxml/")) return {Reading::values, Surface::custom_property};
  return {};
}

}  // namespace mishen::office
