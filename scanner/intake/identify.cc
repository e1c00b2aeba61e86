#include "scanner/intake/identify.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "scanner/base/utf8.h"
#include "scanner/intake/zip_names.h"

namespace mishen {
namespace {

constexpr std::size_t kPdfHeaderReach = 1024;  // ISO 32000-1 annex H, implementation note 13
constexpr std::size_t kTextLook = 4096;

constexpr std::array<std::string_view, 17> kKindNames = {
    "unknown", "empty",           "pdf", "docx", "xlsx", "pptx",     "ofd",   "odf", "zip",
    "ole",     "encrypted-ooxml", "rtf", "html", "xml",  "flat-opc", "image", "text"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool has_pdf_header(std::string_view bytes) {
  return bytes.substr(0, kPdfHeaderReach).find("%PDF-") != std::string_view::npos;
}

FileKind kind_of_zip(std::string_view bytes, const ZipNames& zip) {
  bool content_types = false;
  bool word = false;
  bool excel = false;
  bool slides = false;
  for (const std::string_view raw : zip.names) {
    std::string name = lower(raw);
    std::replace(name.begin(), name.end(), '\\', '/');
    if (name.starts_with('/')) name.erase(0, 1);
    if (name == "ofd.xml") return FileKind::ofd;
    content_types = content_types || name == "[content_types].xml";
    word = word || name.starts_with("word/");
    excel = excel || name.starts_with("xl/");
    slides = slides || name.starts_with("ppt/");
  }
  // A document with a workbook or slides inside has them below word/embeddings.
  if (word) return FileKind::docx;
  if (excel) return FileKind::xlsx;
  if (slides) return FileKind::pptx;
  // A package whose main part lies elsewhere: the reader follows its relationships.
  if (content_types) return FileKind::docx;
  if (bytes.substr(0, 512).find("mimetypeapplication/vnd.oasis.opendocument") !=
      std::string_view::npos) {
    return FileKind::odf;
  }
  return FileKind::zip;
}

FileKind kind_of_ole(std::string_view bytes) {
  // Stream names of the OLE directory are UTF-16LE ([MS-OFFCRYPTO] 2.3.4.4: EncryptedPackage).
  std::string wanted;
  for (const char c : std::string_view("EncryptedPackage")) wanted.append({c, '\0'});
  return bytes.find(wanted) != std::string_view::npos ? FileKind::encrypted_ooxml : FileKind::ole;
}

bool is_image(std::string_view bytes) {
  constexpr std::array<std::string_view, 5> kMagic = {"\x89PNG\r\n\x1A\n", "\xFF\xD8\xFF", "GIF8",
                                                      "II\x2A", "\xD7\xCD\xC6\x9A"};
  // Magics that words begin with too: a bitmap has four reserved bytes of zero.
  const bool bitmap =
      bytes.starts_with("BM") && bytes.substr(0, 10).ends_with(std::string_view("\0\0\0\0", 4));
  const bool big_endian_tiff = bytes.starts_with(std::string_view("MM\0\x2A", 4));
  const bool jpeg_2000 = bytes.starts_with(std::string_view("\0\0\0\x0CjP  ", 8));
  const bool webp = bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP";
  // EMF: a header record, and " EMF" in it; WMF: a header of 9 words; HEIC and AVIF: their brand.
  const bool emf = bytes.starts_with(std::string_view("\x01\0\0\0", 4)) && bytes.size() > 44 &&
                   bytes.substr(40, 4) == " EMF";
  const bool wmf = bytes.starts_with(std::string_view("\x01\0\x09\0", 4));
  const std::string_view brand = bytes.size() > 12 ? bytes.substr(4, 8) : std::string_view();
  const bool heif =
      brand == "ftypheic" || brand == "ftypheix" || brand == "ftypmif1" || brand == "ftypavif";
  return webp || emf || wmf || heif || bitmap || big_endian_tiff || jpeg_2000 ||
         std::any_of(kMagic.begin(), kMagic.end(),
                     [&](std::string_view magic) { return bytes.starts_with(magic); });
}

FileKind kind_of_text(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return FileKind::text;
  std::string_view head = bytes.substr(0, kTextLook);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::size_t ink = head.find_first_not_of(" \t\r\n");
  if (ink == std::string_view::npos) return FileKind::text;
  const std::string start = lower(head.substr(ink));
  if (start.starts_with("<!doctype html") || start.starts_with("<html")) return FileKind::html;
  if (start.starts_with("<?xml") || start.starts_with("<pkg:package")) {
    const bool word = start.find("pkg:package") != std::string::npos ||
                      start.find("w:worddocument") != std::string::npos;
    if (word) return FileKind::flat_opc;
    return start.find("<html") != std::string::npos ? FileKind::html : FileKind::xml;
  }
  const bool binary = std::any_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\r' && c != '\n' && c != '\f' && c != '\x1B';
  });
  return binary ? FileKind::unknown : FileKind::text;
}

struct Extension {
  std::string_view name;
  FileKind kind;
};
constexpr std::array<Extension, 26> kExtensions = {{
    {"pdf", FileKind::pdf},   {"docx", FileKind::docx}, {"docm", FileKind::docx},
    {"dotx", FileKind::docx}, {"dotm", FileKind::docx}, {"xlsx", FileKind::xlsx},
    {"xlsm", FileKind::xlsx}, {"pptx", FileKind::pptx}, {"pptm", FileKind::pptx},
    {"ofd", FileKind::ofd},   {"odt", FileKind::odf},   {"ods", FileKind::odf},
    {"zip", FileKind::zip},   {"doc", FileKind::ole},   {"xls", FileKind::ole},
    {"ppt", FileKind::ole},   {"wps", FileKind::ole},   {"et", FileKind::ole},
    {"rtf", FileKind::rtf},   {"html", FileKind::html}, {"htm", FileKind::html},
    {"png", FileKind::image}, {"jpg", FileKind::image}, {"jpeg", FileKind::image},
    {"tif", FileKind::image}, {"txt", FileKind::text},
}};

}  // namespace

std::string_view name(FileKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

FileKind identify(std::string_view bytes) {
  if (bytes.empty()) return FileKind::empty;
  if (bytes.starts_with("%PDF-")) return FileKind::pdf;
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return kind_of_ole(bytes);
  const bool starts_as_zip = bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
  if (!starts_as_zip && has_pdf_header(bytes)) return FileKind::pdf;
  if (const ZipNames zip = zip_names(bytes);
      starts_as_zip || (zip.has_directory && !zip.names.empty())) {
    return kind_of_zip(bytes, zip);
  }
  if (bytes.starts_with("{\\rtf")) return FileKind::rtf;
  if (is_image(bytes)) return FileKind::image;
  return kind_of_text(bytes);
}

bool is_polyglot(std::string_view bytes) {
  if (!has_pdf_header(bytes)) return false;
  const ZipNames zip = zip_names(bytes);
  return zip.has_directory && !zip.names.empty();
}

bool is_lfs_pointer(std::string_view bytes) {
  constexpr std::size_t kMostBytes = 1024;  // what the specification allows
  constexpr std::array<std::string_view, 3> kVersions = {"https://git-lfs.github.com/spec/",
                                                         "http://git-media.io/v/",
                                                         "https://hawser.github.com/spec/"};
  constexpr std::string_view kKey = "version ";
  if (bytes.size() >= kMostBytes || !bytes.starts_with(kKey)) return false;
  const std::string_view version = bytes.substr(kKey.size());
  return std::any_of(kVersions.begin(), kVersions.end(),
                     [&](std::string_view known) { return version.starts_with(known); }) &&
         bytes.find("\noid ") != std::string_view::npos;
}

bool name_disagrees(std::string_view file_name, FileKind kind) {
  const std::size_t dot = file_name.find_last_of("./");
  if (dot == std::string_view::npos || file_name[dot] != '.') return false;
  const std::string extension = lower(file_name.substr(dot + 1));
  for (const Extension& known : kExtensions) {
    if (known.name != extension) continue;
    const bool encrypted_office = kind == FileKind::encrypted_ooxml &&
                                  (known.kind == FileKind::docx || known.kind == FileKind::xlsx ||
                                   known.kind == FileKind::pptx);
    return known.kind != kind && !encrypted_office;
  }
  return false;
}

}  // namespace mishen
