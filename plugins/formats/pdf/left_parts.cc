#include "plugins/formats/pdf/left_parts.h"

#include "plugins/formats/pdf/action_parts.h"
#include "plugins/formats/pdf/file_parts.h"
#include "plugins/formats/pdf/metadata_parts.h"

namespace mishen::pdf {
namespace {

QPDFObjectHandle dict_of(QPDFObjectHandle object) {
  return object.isStream() ? object.getDict() : object;
}

}  // namespace

void read_left(Parts& parts, const Census& census) {
  for (QPDFObjectHandle file : census.files) {
    // What a direct one holds was taken with it.
    guarded(parts, place_of(file), [&] {
      if (parts.is_taken(file)) return;
      bool is_new = false;
      for (const auto& [key, stream] : file.getKey("/EF").getDictAsMap()) {
        is_new = is_new || !parts.is_taken(stream);
      }
      if (is_new) read_file(parts, file, place_of(file));
    });
  }
  for (QPDFObjectHandle action : census.scripts) {
    if (!action.isIndirect() || parts.is_taken(action)) continue;
    guarded(parts, place_of(action), [&] { read_action(parts, action, place_of(action)); });
  }
  for (QPDFObjectHandle holder : census.metadata) {
    const Provenance where = with_property(place_of(holder), "XMP");
    guarded(parts, where, [&] { read_xmp(parts, dict_of(holder).getKey("/Metadata"), where); });
  }
  for (QPDFObjectHandle holder : census.makers) {
    guarded(parts, place_of(holder), [&] {
      QPDFObjectHandle info = dict_of(holder).getKey("/PieceInfo");
      // Direct data of the catalogue and of pages was read at its place.
      const bool read =
          !info.isIndirect() && (holder.isPageObject() || dict_of(holder).hasKey("/Pages"));
      if (!read) read_piece_info(parts, info, place_of(holder));
    });
  }
  for (QPDFObjectHandle stream : census.elsewhere) {
    parts.out.add_gap(GapCause::external_content, place_of(stream), {"gap.pdf-external-data", {}});
  }
  if (!census.whole) {
    parts.out.add_gap(GapCause::limit_reached, {}, {"gap.limit", {{"limit", "max-objects"}}});
  }
}

}  // namespace mishen::pdf
