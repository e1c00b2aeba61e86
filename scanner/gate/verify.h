// Do these bytes still carry this decision? Receipts, keys that are trusted and what is demanded of
// a receipt in; every reason why not, out. Pure: the caller reads files and the clock.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scanner/gate/receipt.h"

namespace mishen {

// How far another machine's clock may be ahead of ours before its receipt is from the future.
inline constexpr std::int64_t kClockSkewSeconds = 300;

struct Demands {
  std::vector<PublicKey> trusted;
  // Packs that must have been used, by id, with the least version; an empty one: any.
  std::map<std::string, std::string> packs;
  // Packs as they are here. One of the same id and version must be the same: rules that were
  // thinned out and kept their name are no rules.
  std::vector<ReceiptPack> known_packs;
  // The least strict audience the drafts may have been reviewed for.
  Profile profile = Profile::external;
  std::int64_t now = 0;                 // seconds since 1970
  std::optional<std::int64_t> max_age;  // seconds
  // SHA-256 of the policy file that must have been in force ("sha256:…"); empty: any.
  std::string policy_digest;
};

// Why the receipt cannot be relied on, whatever the files: catalogue ids "verify.*". Empty: it can.
// Nothing but the signature is looked at when that does not hold: the rest is anyone's word.
[[nodiscard]] std::vector<Message> faults(const SignedReceipt& receipt, const Demands& demands);

// -1, 0, 1: versions compare by their numbers ("1.10.0" after "1.9"), anything else by its bytes.
[[nodiscard]] int compare_versions(std::string_view a, std::string_view b);

// A file that is about to be published, as it lies there.
struct PublishedFile {
  std::string name;         // within the publication, raw bytes
  std::string sha256, sm3;  // hex
  std::uint64_t bytes = 0;
};

// Which drafts the files are, and what is missing.
class Publication {
 public:
  // `receipts` are the ones without faults; they must outlive this.
  // `ignored_too`: what the policy of a receipt ignored may go out unreviewed.
  Publication(std::span<const SignedReceipt> receipts, bool names_may_differ, bool ignored_too);

  // Nothing if the file is a draft of a receipt, byte for byte and, unless names may differ, under
  // its name; otherwise why not: it is another draft under a known name, known bytes under another
  // name, ignored by the policy, or unknown.
  [[nodiscard]] std::optional<Message> refuse(const PublishedFile& file);

  // Names of drafts in the receipts that no file was, in order.
  [[nodiscard]] std::vector<std::string> missing() const;

 private:
  struct Known {
    const ReceiptDraft* draft;
    bool seen = false;
  };
  [[nodiscard]] std::optional<Message> refuse_ignored(const PublishedFile& file) const;

  bool names_may_differ_;
  bool ignored_too_;
  std::vector<const ReceiptIgnored*> ignored_;
  std::vector<Known> known_;
  std::multimap<std::string_view, std::size_t> by_sha256_, by_name_;
};

}  // namespace mishen
