// The receipt: these bytes, these rules, this coverage, these waivers, this verdict, and who asked.
// One canonical form in bytes (README.md in this folder is its page), signed whole. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/result.h"
#include "scanner/gate/keys.h"
#include "scanner/policy/policy.h"

namespace mishen {

inline constexpr std::string_view kReceiptSchema = "mishen.receipt/1";
// A receipt for 40,000 drafts is smaller.
inline constexpr std::uint64_t kMaxReceiptBytes = std::uint64_t{32} << 20U;
// The longest name, reason or person, in bytes.
inline constexpr std::size_t kMaxReceiptText = 8192;

// Things of one draft that were not reviewed, counted by their cause.
struct ReceiptGap {
  std::string cause;  // "image-only-page"
  bool accepted = false;
  std::uint64_t count = 0;

  friend auto operator<=>(const ReceiptGap&, const ReceiptGap&) = default;
};

struct ReceiptWaiver {
  std::string finding;  // the finding's id
  std::string reason;
  std::string who;
  std::string second;  // empty: nobody else was asked for
  std::string until;   // YYYY-MM-DD; empty: without end

  friend auto operator<=>(const ReceiptWaiver&, const ReceiptWaiver&) = default;
};

struct ReceiptDraft {
  std::string name;         // within the publication, raw bytes
  std::string sha256, sm3;  // hex of the reviewed bytes; both empty: it could not be read
  std::uint64_t bytes = 0;
  std::string format;
  Profile profile = Profile::external;
  std::vector<Severity> hold_on;  // severities that held it, ascending, each once
  Verdict verdict = Verdict::incomplete;
  std::uint64_t passages = 0, characters = 0, unmapped = 0, pictures = 0;
  std::optional<std::uint64_t> pages;
  std::vector<ReceiptGap> gaps;                     // ascending
  std::uint64_t block = 0, review = 0, notice = 0;  // findings by severity, waived ones too
  std::uint64_t waived = 0, baseline = 0;  // of them, let stand by a waiver or the baseline
  std::vector<ReceiptWaiver> waivers;      // the ones used, ascending

  friend bool operator==(const ReceiptDraft&, const ReceiptDraft&) = default;
};

// A file of the publication that the policy says is no draft: not reviewed, and told.
struct ReceiptIgnored {
  std::string name;  // as ReceiptDraft::name
  std::string sha256, sm3;
  std::uint64_t bytes = 0;
  std::string glob;  // of the policy

  friend auto operator<=>(const ReceiptIgnored&, const ReceiptIgnored&) = default;
};

struct ReceiptPack {
  std::string id, version;
  std::string digest;  // "sha256:…"

  friend auto operator<=>(const ReceiptPack&, const ReceiptPack&) = default;
};

struct Receipt {
  KeyKind algorithm = KeyKind::ed25519;
  std::string key;  // PublicKey::id
  std::string tool_version;
  std::string rules_digest;        // over all packs
  std::vector<ReceiptPack> packs;  // ascending by id
  std::string data_digest;         // of the data files beside the packs
  std::string policy_digest;       // empty: no policy file
  std::string manifest_digest;     // empty: no manifest was written
  std::int64_t time = 0;           // seconds since 1970, UTC
  std::string who;
  std::vector<ReceiptDraft> drafts;  // ascending by name, then sha256

  std::vector<ReceiptIgnored> ignored;  // ascending

  friend bool operator==(const Receipt&, const Receipt&) = default;
  // held if any draft is, else incomplete if any is or there is none, else clear.
  [[nodiscard]] Verdict verdict() const;
};

// Brings lists into their order and drops what is there twice.
void put_in_order(Receipt& receipt);

// The bytes the signature covers: every field, in canonical form. Requires put_in_order.
[[nodiscard]] std::string canonical(const Receipt& receipt);

// The receipt's file, signed: sets algorithm and key, and puts it in order. Errors, kind policy:
// the key cannot sign; the receipt says what a reader would refuse (a field too long).
Result<std::string> seal(Receipt receipt, const PrivateKey& key);

struct SignedReceipt {
  Receipt receipt;
  std::string covered;    // the bytes the signature is over
  std::string signature;  // raw
};

// Reads a receipt's file. It has one form: whatever is not byte for byte what seal() writes of the
// same facts is refused (another order, white space, a field too many or too few or twice, numbers
// over 2^53, fields that contradict each other). Error kind input: "receipt.malformed" with the
// field. Whether the signature holds is not asked here.
Result<SignedReceipt> read_receipt(std::string_view file);

// A name in raw bytes as text and back: what is no UTF-8 and what is invisible or breaks lines as
// \xNN, the backslash doubled. unescaped_name: nothing, if escaped_name would write it otherwise.
[[nodiscard]] std::string escaped_name(std::string_view raw);
[[nodiscard]] std::optional<std::string> unescaped_name(std::string_view text);

// May stand in a receipt as a text: one line of UTF-8 without invisible characters, not empty, at
// most kMaxReceiptText bytes.
[[nodiscard]] bool fits_receipt(std::string_view text);

// "2026-11-26T10:45:00Z" and back, exactly; years 1970 to 9999.
[[nodiscard]] std::string utc_text(std::int64_t seconds);
[[nodiscard]] std::optional<std::int64_t> utc_seconds(std::string_view text);

}  // namespace mishen
