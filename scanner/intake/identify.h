// What a draft is, by its content. The file's name is never asked (invariant 2); name_disagrees()
// tells when it claims something else.
#pragma once

#include <cstdint>
#include <string_view>

namespace mishen {

enum class FileKind : std::uint8_t {
  unknown,
  empty,
  pdf,
  docx,  // OOXML package with a WordprocessingML main part (incl. docm, dotx)
  xlsx,
  pptx,
  ofd,  // GB/T 33190
  odf,
  zip,              // any other ZIP
  ole,              // OLE2: legacy .doc/.xls/.wps, or an encrypted OOXML package
  encrypted_ooxml,  // OLE2 with an EncryptedPackage stream
  rtf,
  html,
  xml,
  flat_opc,  // WordprocessingML in one XML file (Word 2003 XML, Flat OPC)
  image,
  text,
};

// The name in reports: "docx", "encrypted-ooxml".
[[nodiscard]] std::string_view name(FileKind kind);

// Looks at magic bytes and, for ZIP, at the names in its central directory; reads nothing else,
// never throws, costs O(directory). Tolerates junk before "%PDF-" (up to 1,024 bytes) and before a
// ZIP's first entry, as readers do.
[[nodiscard]] FileKind identify(std::string_view bytes);

// True when `bytes`, identified as a PDF or a ZIP, are a working file of the other kind as well:
// two readers would see two documents.
[[nodiscard]] bool is_polyglot(std::string_view bytes);

// True when `bytes` are a pointer of Git LFS: a few lines that stand for a file kept elsewhere
// (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md, with its two older addresses).
[[nodiscard]] bool is_lfs_pointer(std::string_view bytes);

// True when the extension of `file_name` is a known one that stands for another kind.
[[nodiscard]] bool name_disagrees(std::string_view file_name, FileKind kind);

}  // namespace mishen
