#include "plugins/formats/pdf/text_copy.h"

#include <algorithm>
#include <array>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>

namespace mishen::pdf {
namespace {

using Token = QPDFTokenizer::Token;

// Far more than any page and its surroundings; the copy's pages all have this box.
constexpr double kReach = 20'000;

// Counts what paints, notes which XObjects are drawn, and renames ActualText.
class ContentFilter final : public QPDFObjectHandle::TokenFilter {
 public:
  void handleToken(const Token& token) override {
    if (token.getType() == QPDFTokenizer::tt_name) {
      last_name_ = token.getValue();
      if (last_name_ == "/ActualText") {
        writeToken(Token(QPDFTokenizer::tt_name, "/ActualTexz"));
        return;
      }
    }
    if (token.getType() == QPDFTokenizer::tt_word) {
      static const std::set<std::string> kPaints = {"f", "F",  "f*", "B", "B*",
                                                    "b", "b*", "S",  "s", "sh"};
      if (kPaints.count(token.getValue()) != 0) ++paints;
      if (token.getValue() == "Do") drawn.insert(last_name_);
    }
    writeToken(token);
  }

  std::uint32_t paints = 0;
  std::set<std::string> drawn;

 private:
  std::string last_name_;
};

Box box_of(QPDFObjectHandle array) {
  if (!array.isRectangle()) return {0, 0, 612, 792};  // poppler's own answer to a missing box
  const QPDFObjectHandle::Rectangle r = array.getArrayAsRectangle();
  return {std::min(r.llx, r.urx), std::min(r.lly, r.ury), std::max(r.llx, r.urx),
          std::max(r.lly, r.ury)};
}

Box visible_part(const Box& crop, const Box& media) {
  const Box both{std::max(crop.left, media.left), std::max(crop.bottom, media.bottom),
                 std::min(crop.right, media.right), std::min(crop.top, media.top)};
  return both.width() > 0 && both.height() > 0 ? both : media;
}

void find_pictures(QPDFPageObjectHelper page, const std::set<std::string>& drawn,
                   CopiedPage& copied) {
  page.forEachImage(
      true, [&](QPDFObjectHandle& image, QPDFObjectHandle& within, const std::string& name) {
        const bool on_page =
            within.isSameObjectAs(page.getAttribute("/Resources", false).getKey("/XObject"));
        if (on_page && drawn.count(name) == 0) return;
        QPDFObjectHandle dict = image.getDict();
        Picture picture;
        picture.box = copied.visible;
        if (dict.getKey("/Width").isInteger())
          picture.width = dict.getKey("/Width").getUIntValueAsUInt();
        if (dict.getKey("/Height").isInteger()) {
          picture.height = dict.getKey("/Height").getUIntValueAsUInt();
        }
        copied.pictures.push_back(picture);
      });
}

// poppler takes glyph numbers for characters here.
bool has_unreadable_font(QPDFObjectHandle resources) {
  if (!resources.isDictionary() || !resources.getKey("/Font").isDictionary()) return false;
  for (const auto& [name, font] : resources.getKey("/Font").getDictAsMap()) {
    QPDFObjectHandle handle = font;
    if (!handle.isDictionary() || handle.hasKey("/ToUnicode")) continue;
    QPDFObjectHandle below = handle.getKey("/DescendantFonts");
    if (!below.isArray() || below.getArrayNItems() == 0) continue;
    QPDFObjectHandle info = below.getArrayItem(0).getKeyIfDict("/CIDSystemInfo");
    QPDFObjectHandle ordering = info.getKeyIfDict("/Ordering");
    if (ordering.isString() && ordering.getStringValue() == "Identity") return true;
  }
  return false;
}

bool loses_content(QPDFObjectHandle page) {
  QPDFObjectHandle contents = page.getKey("/Contents");
  if (contents.isArray()) {
    const std::vector<QPDFObjectHandle> parts = contents.getArrayAsVector();
    return std::any_of(parts.begin(), parts.end(),
                       [](QPDFObjectHandle part) { return !part.isStream(); });
  }
  if (contents.isNull()) return contents.isIndirect();  // a reference to nothing
  return !contents.isStream();
}

CopiedPage rewrite_page(QPDFPageObjectHelper page, const Box& sheet) {
  CopiedPage copied;
  QPDFObjectHandle media = page.getAttribute("/MediaBox", false);
  copied.media = box_of(media);
  QPDFObjectHandle crop = page.getAttribute("/CropBox", false);
  copied.visible = crop.isRectangle() ? visible_part(box_of(crop), copied.media) : copied.media;
  QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
  if (rotate.isInteger()) copied.rotate = ((rotate.getIntValueAsInt() % 360) + 360) % 360;
  copied.lost_content = loses_content(page.getObjectHandle());
  auto* filter = new ContentFilter;
  const std::shared_ptr<QPDFObjectHandle::TokenFilter> owner(filter);
  try {
    page.filterContents(filter, nullptr);
    page.addContentTokenFilter(owner);
    page.forEachFormXObject(true,
                            [](QPDFObjectHandle& form, QPDFObjectHandle&, const std::string&) {
                              form.addTokenFilter(std::make_shared<ContentFilter>());
                            });
  } catch (const std::exception&) {
    // A content stream qpdf cannot decode: poppler says what is wrong with it.
  }
  copied.paints = filter->paints;
  find_pictures(page, filter->drawn, copied);
  copied.has_unreadable_font = has_unreadable_font(page.getAttribute("/Resources", false));
  QPDFObjectHandle object = page.getObjectHandle();
  const QPDFObjectHandle::Rectangle box(sheet.left, sheet.bottom, sheet.right, sheet.top);
  object.replaceKey("/MediaBox", QPDFObjectHandle::newFromRectangle(box));
  object.replaceKey("/CropBox", QPDFObjectHandle::newFromRectangle(box));
  object.replaceKey("/Rotate", QPDFObjectHandle::newInteger(0));
  return copied;
}

}  // namespace

TextCopy make_text_copy(std::string_view bytes, bool all_layers) {
  TextCopy copy;
  copy.sheet = {-kReach, -kReach, kReach, kReach};
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("draft", bytes.data(), bytes.size());
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    copy.pages.push_back(rewrite_page(page, copy.sheet));
  }
  copy.has_layers = pdf.getRoot().hasKey("/OCProperties");
  if (all_layers) pdf.getRoot().removeKey("/OCProperties");
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setPreserveEncryption(false);
  // Token filters work on decoded streams only.
  writer.setDecodeLevel(qpdf_dl_generalized);
  writer.setCompressStreams(false);
  writer.write();
  const std::unique_ptr<Buffer> buffer(writer.getBuffer());
  copy.bytes.assign(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
  return copy;
}

}  // namespace mishen::pdf
