#include "scanner/gate/receipt_form.h"

#include <algorithm>
#include <utility>

namespace mishen {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMostNumber = (std::uint64_t{1} << 53U) - 1;  // RFC 7493
constexpr int kMostDepth = 8;

const json& null_value() {
  static const json value = nullptr;
  return value;
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool is_hex_digest(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), is_hex);
}
bool is_digest(std::string_view text) {
  return text.starts_with("sha256:") && is_hex_digest(text.substr(7));
}
// Names of causes, formats, packs.
bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}
bool is_day(const std::string& text) { return utc_seconds(text + "T00:00:00Z").has_value(); }

std::optional<Verdict> verdict_by_name(std::string_view word) {
  for (const Verdict one : {Verdict::clear, Verdict::held, Verdict::incomplete}) {
    if (word == name(one)) return one;
  }
  return std::nullopt;
}
std::optional<Profile> profile_by_name(std::string_view word) {
  for (const Profile one : {Profile::external, Profile::internal}) {
    if (word == name(one)) return one;
  }
  return std::nullopt;
}
std::optional<Severity> severity_by_name(std::string_view word) {
  for (const Severity one : {Severity::notice, Severity::review, Severity::block}) {
    if (word == name(one)) return one;
  }
  return std::nullopt;
}

template <class T>
bool strictly_ascending(const std::vector<T>& list) {
  return std::adjacent_find(list.begin(), list.end(),
                            [](const T& a, const T& b) { return !(a < b); }) == list.end();
}

// A name or a glob: bytes as text, in their one form.
std::string read_bytes(FieldReader& fields, const char* field) {
  const std::optional<std::string> raw = unescaped_name(fields.text(field));
  if (!raw) fields.wrong(field);
  return raw.value_or("");
}

void read_gap(const json& value, const std::string& path, ReceiptDraft& draft,
              FieldTrouble& trouble) {
  FieldReader fields(value, path, trouble);
  ReceiptGap gap;
  gap.accepted = fields.flag("accepted");
  gap.cause = fields.text("cause");
  gap.count = fields.number("count");
  if (!is_word(gap.cause)) fields.wrong("cause");
  if (gap.count == 0) fields.wrong("count");
  fields.finish();
  draft.gaps.push_back(std::move(gap));
}

void read_waiver(const json& value, const std::string& path, ReceiptDraft& draft,
                 FieldTrouble& trouble) {
  FieldReader fields(value, path, trouble);
  ReceiptWaiver waiver;
  waiver.finding = fields.text("finding");
  waiver.reason = fields.text("reason");
  waiver.who = fields.text("who");
  waiver.second = fields.text_or_null("second");
  waiver.until = fields.text_or_null("until");
  if (!waiver.until.empty() && !is_day(waiver.until)) fields.wrong("until");
  fields.finish();
  draft.waivers.push_back(std::move(waiver));
}

void read_counts(FieldReader& draft_fields, ReceiptDraft& draft, FieldTrouble& trouble) {
  FieldReader fields(draft_fields.member("counts"), draft_fields.path() + ".counts", trouble);
  draft.baseline = fields.number("baseline");
  draft.block = fields.number("block");
  draft.notice = fields.number("notice");
  draft.review = fields.number("review");
  draft.waived = fields.number("waived");
  const std::uint64_t found = draft.block + draft.review + draft.notice;
  if (draft.baseline > found) fields.wrong("baseline");
  if (draft.waived > found) fields.wrong("waived");
  fields.finish();
}

void read_coverage(FieldReader& draft_fields, ReceiptDraft& draft, FieldTrouble& trouble) {
  FieldReader fields(draft_fields.member("coverage"), draft_fields.path() + ".coverage", trouble);
  draft.characters = fields.number("characters");
  draft.pages = fields.number_or_null("pages");
  draft.passages = fields.number("passages");
  draft.pictures = fields.number("pictures");
  draft.unmapped = fields.number("unmapped");
  fields.list("gaps", [&](const json& gap, const std::string& path) {
    read_gap(gap, path, draft, trouble);
  });
  if (!strictly_ascending(draft.gaps)) fields.wrong("gaps");
  fields.finish();
}

// A draft that is called clear was read, and nothing of it is open: no gap, and no finding of a
// severity that holds which nobody let stand.
bool may_be_clear(const ReceiptDraft& draft) {
  const bool open = std::any_of(draft.gaps.begin(), draft.gaps.end(),
                                [](const ReceiptGap& gap) { return !gap.accepted; });
  std::uint64_t weighing = 0;
  for (const Severity severity : draft.hold_on) {
    weighing += severity == Severity::block    ? draft.block
                : severity == Severity::review ? draft.review
                                               : draft.notice;
  }
  return !draft.sha256.empty() && !open && weighing <= draft.waived + draft.baseline;
}

void read_hold_on(FieldReader& fields, ReceiptDraft& draft, FieldTrouble& trouble) {
  fields.list("hold-on", [&](const json& value, const std::string& path) {
    const auto severity =
        value.is_string() ? severity_by_name(value.get_ref<const std::string&>()) : std::nullopt;
    if (!severity) return trouble.at(path);
    draft.hold_on.push_back(*severity);
  });
  if (!strictly_ascending(draft.hold_on)) fields.wrong("hold-on");
}

void read_draft(const json& value, const std::string& path, Receipt& receipt,
                FieldTrouble& trouble) {
  FieldReader fields(value, path, trouble);
  ReceiptDraft draft;
  draft.name = read_bytes(fields, "name");
  draft.bytes = fields.number("bytes");
  draft.format = fields.text("format");
  if (!is_word(draft.format)) fields.wrong("format");
  draft.sha256 = fields.text_or_null("sha256");
  draft.sm3 = fields.text_or_null("sm3");
  if (!draft.sha256.empty() && !is_hex_digest(draft.sha256)) fields.wrong("sha256");
  if (draft.sm3.empty() != draft.sha256.empty()) fields.wrong("sm3");
  if (!draft.sm3.empty() && !is_hex_digest(draft.sm3)) fields.wrong("sm3");
  const auto profile = profile_by_name(fields.text("profile"));
  if (!profile) fields.wrong("profile");
  draft.profile = profile.value_or(Profile::internal);
  read_hold_on(fields, draft, trouble);
  read_counts(fields, draft, trouble);
  read_coverage(fields, draft, trouble);
  fields.list("waivers", [&](const json& waiver, const std::string& where) {
    read_waiver(waiver, where, draft, trouble);
  });
  const bool waivers_fit = draft.waivers.empty() == (draft.waived == 0);
  if (!waivers_fit || !strictly_ascending(draft.waivers)) fields.wrong("waivers");
  const auto verdict = verdict_by_name(fields.text("verdict"));
  if (!verdict) fields.wrong("verdict");
  draft.verdict = verdict.value_or(Verdict::incomplete);
  if (draft.verdict == Verdict::clear && !may_be_clear(draft)) fields.wrong("verdict");
  fields.finish();
  receipt.drafts.push_back(std::move(draft));
}

void read_ignored(const json& value, const std::string& path, Receipt& receipt,
                  FieldTrouble& trouble) {
  FieldReader fields(value, path, trouble);
  ReceiptIgnored file;
  file.bytes = fields.number("bytes");
  file.glob = read_bytes(fields, "glob");
  file.name = read_bytes(fields, "name");
  file.sha256 = fields.text("sha256");
  file.sm3 = fields.text("sm3");
  if (!is_hex_digest(file.sha256)) fields.wrong("sha256");
  if (!is_hex_digest(file.sm3)) fields.wrong("sm3");
  fields.finish();
  receipt.ignored.push_back(std::move(file));
}

void read_rules(FieldReader& receipt_fields, Receipt& receipt, FieldTrouble& trouble) {
  FieldReader fields(receipt_fields.member("rules"), "rules", trouble);
  receipt.data_digest = fields.text("data");
  receipt.rules_digest = fields.text("digest");
  if (!is_digest(receipt.data_digest)) fields.wrong("data");
  if (!is_digest(receipt.rules_digest)) fields.wrong("digest");
  fields.list("packs", [&](const json& value, const std::string& path) {
    FieldReader pack_fields(value, path, trouble);
    ReceiptPack pack;
    pack.digest = pack_fields.text("digest");
    pack.id = pack_fields.text("id");
    pack.version = pack_fields.text("version");
    if (!is_digest(pack.digest)) pack_fields.wrong("digest");
    if (!is_word(pack.id)) pack_fields.wrong("id");
    pack_fields.finish();
    receipt.packs.push_back(std::move(pack));
  });
  const bool ascending = std::adjacent_find(receipt.packs.begin(), receipt.packs.end(),
                                            [](const ReceiptPack& a, const ReceiptPack& b) {
                                              return a.id >= b.id;
                                            }) == receipt.packs.end();
  if (!ascending) fields.wrong("packs");
  fields.finish();
}

void read_tool(FieldReader& receipt_fields, Receipt& receipt, FieldTrouble& trouble) {
  FieldReader fields(receipt_fields.member("tool"), "tool", trouble);
  if (fields.text("name") != "mishen") fields.wrong("name");
  receipt.tool_version = fields.text("version");
  fields.finish();
}

}  // namespace

FieldReader::FieldReader(const json& object, std::string path, FieldTrouble& trouble)
    : object_(object), path_(std::move(path)), trouble_(trouble) {
  if (!object_.is_object()) trouble_.at(path_);
}

std::string FieldReader::path_of(const char* field) const {
  return path_.empty() ? field : path_ + "." + field;
}

void FieldReader::wrong(const char* field) { trouble_.at(path_of(field)); }

const json& FieldReader::member(const char* field) {
  asked_.insert(field);
  if (object_.is_object()) {
    if (const auto found = object_.find(field); found != object_.end()) return *found;
  }
  wrong(field);
  return null_value();
}

std::string FieldReader::text(const char* field) {
  const json& value = member(field);
  if (!value.is_string()) {
    wrong(field);
    return {};
  }
  const std::string& text = value.get_ref<const std::string&>();
  if (!fits_receipt(text)) {
    wrong(field);
    return {};
  }
  return text;
}

std::string FieldReader::text_or_null(const char* field) {
  return member(field).is_null() ? std::string() : text(field);
}

std::uint64_t FieldReader::number(const char* field) {
  const json& value = member(field);
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMostNumber) {
    wrong(field);
    return 0;
  }
  return value.get<std::uint64_t>();
}

std::optional<std::uint64_t> FieldReader::number_or_null(const char* field) {
  if (member(field).is_null()) return std::nullopt;
  return number(field);
}

bool FieldReader::flag(const char* field) {
  const json& value = member(field);
  if (!value.is_boolean()) wrong(field);
  return value.is_boolean() && value.get<bool>();
}

void FieldReader::list(const char* field,
                       const std::function<void(const json&, const std::string&)>& each) {
  const json& value = member(field);
  if (!value.is_array()) return wrong(field);
  for (std::size_t i = 0; i < value.size(); ++i) {
    each(value[i], path_of(field) + "[" + std::to_string(i) + "]");
  }
}

void FieldReader::finish() {
  if (!object_.is_object()) return;
  for (const auto& item : object_.items()) {
    if (!asked_.contains(item.key())) trouble_.at(path_.empty() ? "a field more" : path_);
  }
}

Receipt receipt_in(const json& value, FieldTrouble& trouble) {
  FieldReader fields(value, "", trouble);
  Receipt out;
  if (fields.text("schema") != kReceiptSchema) fields.wrong("schema");
  const auto algorithm = key_kind_by_name(fields.text("algorithm"));
  if (!algorithm) fields.wrong("algorithm");
  out.algorithm = algorithm.value_or(KeyKind::ed25519);
  out.key = fields.text("key");
  out.manifest_digest = fields.text_or_null("manifest");
  out.policy_digest = fields.text_or_null("policy");
  if (!is_digest(out.key)) fields.wrong("key");
  if (!out.manifest_digest.empty() && !is_digest(out.manifest_digest)) fields.wrong("manifest");
  if (!out.policy_digest.empty() && !is_digest(out.policy_digest)) fields.wrong("policy");
  read_rules(fields, out, trouble);
  read_tool(fields, out, trouble);
  const auto time = utc_seconds(fields.text("time"));
  if (!time) fields.wrong("time");
  out.time = time.value_or(0);
  out.who = fields.text("who");
  fields.list("drafts", [&](const json& draft, const std::string& path) {
    read_draft(draft, path, out, trouble);
  });
  const auto ascending = [](const ReceiptDraft& a, const ReceiptDraft& b) {
    return std::tie(a.name, a.sha256) >= std::tie(b.name, b.sha256);
  };
  if (std::adjacent_find(out.drafts.begin(), out.drafts.end(), ascending) != out.drafts.end()) {
    fields.wrong("drafts");
  }
  fields.list("ignored", [&](const json& file, const std::string& path) {
    read_ignored(file, path, out, trouble);
  });
  if (!strictly_ascending(out.ignored)) fields.wrong("ignored");
  // The verdict of the whole follows from its parts; one that does not is a lie.
  if (fields.text("verdict") != name(out.verdict())) fields.wrong("verdict");
  fields.finish();
  return out;
}

bool shallow_enough(std::string_view file) {
  int depth = 0;
  bool inside = false;
  for (std::size_t i = 0; i < file.size(); ++i) {
    const char c = file[i];
    if (inside) {
      if (c == '\\') ++i;
      if (c == '"') inside = false;
    } else if (c == '"') {
      inside = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMostDepth) return false;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return true;
}

}  // namespace mishen
