#include "scanner/gate/verify.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace mishen {
namespace {

std::string_view first_part(std::string_view& version) {
  const std::size_t dot = std::min(version.find('.'), version.size());
  const std::string_view part = version.substr(0, dot);
  version.remove_prefix(std::min(dot + 1, version.size()));
  return part;
}

std::optional<std::uint64_t> number_in(std::string_view part) {
  std::uint64_t value = 0;
  const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), value);
  if (failed != std::errc{} || end != part.data() + part.size()) return std::nullopt;
  return value;
}

int sign_of(bool less, bool greater) { return less ? -1 : greater ? 1 : 0; }

void check_packs(const Receipt& receipt, const Demands& demands, std::vector<Message>& out) {
  for (const auto& demand : demands.packs) {
    const std::string& id = demand.first;
    const std::string& least = demand.second;
    const auto pack = std::find_if(receipt.packs.begin(), receipt.packs.end(),
                                   [&](const ReceiptPack& one) { return one.id == id; });
    if (pack == receipt.packs.end()) {
      out.push_back({"verify.pack-missing", {{"pack", id}}});
    } else if (!least.empty() && compare_versions(pack->version, least) < 0) {
      out.push_back(
          {"verify.pack-old", {{"pack", id}, {"version", pack->version}, {"least", least}}});
    }
  }
}

void check_known_packs(const Receipt& receipt, const Demands& demands, std::vector<Message>& out) {
  for (const ReceiptPack& pack : receipt.packs) {
    const bool differs = std::any_of(
        demands.known_packs.begin(), demands.known_packs.end(), [&](const ReceiptPack& known) {
          return known.id == pack.id && known.version == pack.version &&
                 known.digest != pack.digest;
        });
    if (differs) {
      out.push_back({"verify.pack-differs", {{"pack", pack.id}, {"version", pack.version}}});
    }
  }
}

void check_time(const Receipt& receipt, const Demands& demands, std::vector<Message>& out) {
  const std::vector<std::pair<std::string, std::string>> when = {{"time", utc_text(receipt.time)},
                                                                 {"now", utc_text(demands.now)}};
  if (receipt.time > demands.now + kClockSkewSeconds) out.push_back({"verify.future", when});
  if (demands.max_age && demands.now - receipt.time > *demands.max_age) {
    out.push_back({"verify.too-old", when});
  }
}

// What the drafts were reviewed for, and what held them.
void check_strictness(const Receipt& receipt, const Demands& demands, std::vector<Message>& out) {
  const std::vector<Severity> least = demands.profile == Profile::external
                                          ? std::vector{Severity::review, Severity::block}
                                          : std::vector{Severity::block};
  std::size_t other = 0;
  std::size_t lenient = 0;
  for (const ReceiptDraft& draft : receipt.drafts) {
    if (draft.profile != demands.profile && demands.profile == Profile::external) ++other;
    const std::set<Severity> held(draft.hold_on.begin(), draft.hold_on.end());
    const bool strict = std::all_of(least.begin(), least.end(),
                                    [&](Severity severity) { return held.contains(severity); });
    if (!strict) ++lenient;
  }
  if (other > 0) {
    out.push_back(
        {"verify.profile",
         {{"count", std::to_string(other)}, {"profile", std::string(name(demands.profile))}}});
  }
  if (lenient > 0) out.push_back({"verify.hold-on", {{"count", std::to_string(lenient)}}});
}

}  // namespace

int compare_versions(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    std::string_view one = first_part(a), other = first_part(b);
    if (one.empty()) one = "0";
    if (other.empty()) other = "0";
    const std::optional<std::uint64_t> x = number_in(one), y = number_in(other);
    const int sign = x && y ? sign_of(*x<*y, *x> * y) : sign_of(one<other, one> other);
    if (sign != 0) return sign;
  }
  return 0;
}

std::vector<Message> faults(const SignedReceipt& signed_receipt, const Demands& demands) {
  const Receipt& receipt = signed_receipt.receipt;
  const auto key = std::find_if(demands.trusted.begin(), demands.trusted.end(),
                                [&](const PublicKey& one) { return one.id() == receipt.key; });
  if (key == demands.trusted.end()) return {{"verify.untrusted", {{"key", receipt.key}}}};
  if (key->kind() != receipt.algorithm ||
      !key->verifies(signed_receipt.covered, signed_receipt.signature)) {
    return {{"verify.signature", {{"key", receipt.key}}}};
  }
  std::vector<Message> out;
  if (receipt.verdict() != Verdict::clear) {
    out.push_back({"verify.verdict", {{"verdict", std::string(name(receipt.verdict()))}}});
  }
  check_time(receipt, demands, out);
  check_packs(receipt, demands, out);
  check_known_packs(receipt, demands, out);
  check_strictness(receipt, demands, out);
  if (!demands.policy_digest.empty() && receipt.policy_digest != demands.policy_digest) {
    out.push_back({"verify.policy", {}});
  }
  return out;
}

Publication::Publication(std::span<const SignedReceipt> receipts, bool names_may_differ,
                         bool ignored_too)
    : names_may_differ_(names_may_differ), ignored_too_(ignored_too) {
  for (const SignedReceipt& receipt : receipts) {
    for (const ReceiptIgnored& file : receipt.receipt.ignored) ignored_.push_back(&file);
    for (const ReceiptDraft& draft : receipt.receipt.drafts) {
      by_sha256_.emplace(draft.sha256, known_.size());
      by_name_.emplace(draft.name, known_.size());
      known_.push_back({&draft});
    }
  }
}

std::optional<Message> Publication::refuse(const PublishedFile& file) {
  bool elsewhere = false;
  bool found = false;
  const auto [begin, end] = by_sha256_.equal_range(file.sha256);
  for (auto it = begin; it != end; ++it) {
    Known& known = known_[it->second];
    const ReceiptDraft& draft = *known.draft;
    const bool same = !file.sha256.empty() && draft.sm3 == file.sm3 && draft.bytes == file.bytes &&
                      draft.verdict == Verdict::clear;
    if (!same) continue;
    if (draft.name != file.name && !names_may_differ_) {
      elsewhere = true;
      continue;
    }
    known.seen = found = true;
  }
  if (found) return std::nullopt;
  if (elsewhere) return Message{"verify.other-name", {}};
  if (by_name_.contains(file.name)) return Message{"verify.changed", {}};
  return refuse_ignored(file);
}

std::optional<Message> Publication::refuse_ignored(const PublishedFile& file) const {
  const auto same =
      std::find_if(ignored_.begin(), ignored_.end(), [&](const ReceiptIgnored* known) {
        return known->sha256 == file.sha256 && known->sm3 == file.sm3 &&
               known->bytes == file.bytes && (names_may_differ_ || known->name == file.name);
      });
  if (same == ignored_.end()) return Message{"verify.unknown-file", {}};
  if (ignored_too_) return std::nullopt;
  return Message{"verify.ignored", {{"glob", escaped_name((*same)->glob)}}};
}

std::vector<std::string> Publication::missing() const {
  std::set<std::string> names;
  for (const Known& known : known_) {
    if (!known.seen) names.insert(known.draft->name);
  }
  return {names.begin(), names.end()};
}

}  // namespace mishen
