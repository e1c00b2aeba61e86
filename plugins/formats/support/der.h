// Words in certificates: who signed, with which number. ASN.1 in DER or BER (ITU-T X.690).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mishen {

struct CertificateText {
  std::string name;  // of the attribute: "CN", "O", "E", its dotted number, or "text"
  std::string text;  // valid UTF-8
  friend bool operator==(const CertificateText&, const CertificateText&) = default;
};

// Every string in the structure, each with its attribute once, in order; those inside extensions
// too. Total for any bytes; what is no such structure gives nothing.
[[nodiscard]] std::vector<CertificateText> certificate_texts(std::string_view bytes);

// Base64 with blanks between; ends at the first other character.
[[nodiscard]] std::string from_base64(std::string_view text);

}  // namespace mishen
