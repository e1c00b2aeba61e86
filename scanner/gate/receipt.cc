#include "scanner/gate/receipt.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "scanner/base/base64.h"
#include "scanner/gate/receipt_form.h"

namespace mishen {
namespace {

using nlohmann::json;

template <class T>
void sort_and_unite(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

json or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

json gaps_of(const ReceiptDraft& draft) {
  json out = json::array();
  for (const ReceiptGap& gap : draft.gaps) {
    out.push_back({{"accepted", gap.accepted}, {"cause", gap.cause}, {"count", gap.count}});
  }
  return out;
}

json waivers_of(const ReceiptDraft& draft) {
  json out = json::array();
  for (const ReceiptWaiver& waiver : draft.waivers) {
    out.push_back({{"finding", waiver.finding},
                   {"reason", waiver.reason},
                   {"second", or_null(waiver.second)},
                   {"until", or_null(waiver.until)},
                   {"who", waiver.who}});
  }
  return out;
}

json draft_json(const ReceiptDraft& draft) {
  json hold_on = json::array();
  for (const Severity severity : draft.hold_on) hold_on.push_back(name(severity));
  return {{"bytes", draft.bytes},
          {"counts",
           {{"baseline", draft.baseline},
            {"block", draft.block},
            {"notice", draft.notice},
            {"review", draft.review},
            {"waived", draft.waived}}},
          {"coverage",
           {{"characters", draft.characters},
            {"gaps", gaps_of(draft)},
            {"pages", draft.pages ? json(*draft.pages) : json(nullptr)},
            {"passages", draft.passages},
            {"pictures", draft.pictures},
            {"unmapped", draft.unmapped}}},
          {"format", draft.format},
          {"hold-on", std::move(hold_on)},
          {"name", escaped_name(draft.name)},
          {"profile", name(draft.profile)},
          {"sha256", or_null(draft.sha256)},
          {"sm3", or_null(draft.sm3)},
          {"verdict", name(draft.verdict)},
          {"waivers", waivers_of(draft)}};
}

json ignored_json(const Receipt& receipt) {
  json out = json::array();
  for (const ReceiptIgnored& file : receipt.ignored) {
    out.push_back({{"bytes", file.bytes},
                   {"glob", escaped_name(file.glob)},
                   {"name", escaped_name(file.name)},
                   {"sha256", file.sha256},
                   {"sm3", file.sm3}});
  }
  return out;
}

json rules_json(const Receipt& receipt) {
  json packs = json::array();
  for (const ReceiptPack& pack : receipt.packs) {
    packs.push_back({{"digest", pack.digest}, {"id", pack.id}, {"version", pack.version}});
  }
  return {
      {"data", receipt.data_digest}, {"digest", receipt.rules_digest}, {"packs", std::move(packs)}};
}

json receipt_json(const Receipt& receipt) {
  json drafts = json::array();
  for (const ReceiptDraft& draft : receipt.drafts) drafts.push_back(draft_json(draft));
  return {{"algorithm", name(receipt.algorithm)},
          {"drafts", std::move(drafts)},
          {"ignored", ignored_json(receipt)},
          {"key", receipt.key},
          {"manifest", or_null(receipt.manifest_digest)},
          {"policy", or_null(receipt.policy_digest)},
          {"rules", rules_json(receipt)},
          {"schema", kReceiptSchema},
          {"time", utc_text(receipt.time)},
          {"tool", {{"name", "mishen"}, {"version", receipt.tool_version}}},
          {"verdict", name(receipt.verdict())},
          {"who", receipt.who}};
}

// Keys in the order of their bytes (nlohmann's objects are maps), no white space, text as UTF-8
// with only what JSON demands escaped: RFC 8785 for what is in a receipt.
std::string bytes_of(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string file_of(const std::string& covered, std::string_view signature) {
  return R"({"signature":")" + base64(signature) + R"(","signed":)" + covered + "}\n";
}

}  // namespace

Verdict Receipt::verdict() const {
  const auto any = [&](Verdict verdict) {
    return std::any_of(drafts.begin(), drafts.end(),
                       [&](const ReceiptDraft& draft) { return draft.verdict == verdict; });
  };
  if (any(Verdict::held)) return Verdict::held;
  if (drafts.empty() || any(Verdict::incomplete)) return Verdict::incomplete;
  return Verdict::clear;
}

void put_in_order(Receipt& receipt) {
  sort_and_unite(receipt.packs);
  sort_and_unite(receipt.ignored);
  for (ReceiptDraft& draft : receipt.drafts) {
    sort_and_unite(draft.hold_on);
    sort_and_unite(draft.gaps);
    sort_and_unite(draft.waivers);
  }
  const auto key = [](const ReceiptDraft& draft) { return std::tie(draft.name, draft.sha256); };
  // Of the same name and bytes reviewed twice, the worse verdict stands.
  const auto badness = [](const ReceiptDraft& draft) {
    return draft.verdict == Verdict::clear ? 0 : draft.verdict == Verdict::incomplete ? 1 : 2;
  };
  std::stable_sort(receipt.drafts.begin(), receipt.drafts.end(),
                   [&](const ReceiptDraft& a, const ReceiptDraft& b) {
                     if (key(a) != key(b)) return key(a) < key(b);
                     return badness(a) > badness(b);
                   });
  const auto same = [&](const ReceiptDraft& a, const ReceiptDraft& b) { return key(a) == key(b); };
  receipt.drafts.erase(std::unique(receipt.drafts.begin(), receipt.drafts.end(), same),
                       receipt.drafts.end());
}

std::string canonical(const Receipt& receipt) { return bytes_of(receipt_json(receipt)); }

Result<std::string> seal(Receipt receipt, const PrivateKey& key) {
  receipt.algorithm = key.kind();
  receipt.key = key.id();
  put_in_order(receipt);
  const std::string covered = canonical(receipt);
  const Result<std::string> signature = key.sign(covered);
  if (!signature) return signature.error();
  std::string file = file_of(covered, *signature);
  // What no reader takes must not be written: found now, it is an error; later, a lost receipt.
  const Result<SignedReceipt> again = read_receipt(file);
  if (!again) return again.error();
  return file;
}

Result<SignedReceipt> read_receipt(std::string_view file) {
  const auto malformed = [](std::string field) {
    return Error{ErrorKind::input, "", {"receipt.malformed", {{"field", std::move(field)}}}};
  };
  if (file.size() > kMaxReceiptBytes) return malformed("size");
  if (!shallow_enough(file)) return malformed("depth");
  const json whole = json::parse(file, nullptr, false);
  if (whole.is_discarded()) return malformed("JSON");
  FieldTrouble trouble;
  SignedReceipt out;
  FieldReader fields(whole, "", trouble);
  const std::string signature = fields.text("signature");
  out.receipt = receipt_in(fields.member("signed"), trouble);
  fields.finish();
  if (!trouble.field.empty()) return malformed(trouble.field);
  const std::optional<std::string> raw = base64_decoded(signature);
  if (!raw) return malformed("signature");
  out.signature = *raw;
  out.covered = canonical(out.receipt);
  if (file_of(out.covered, out.signature) != file) return malformed("canonical form");
  return out;
}

}  // namespace mishen
