#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ctime>
#include <filesystem>
#include <system_error>
#include <utility>

#include "scanner/base/digest.h"
#include "scanner/cli/argument_list.h"
#include "scanner/cli/commands.h"
#include "scanner/cli/key_files.h"
#include "scanner/cli/session.h"
#include "scanner/cli/unit_files.h"
#include "scanner/gate/verify.h"
#include "scanner/policy/policy_file.h"

namespace mishen {
namespace {

constexpr std::string_view kOptions[] = {
    "receipts", "trust", "min-rules", "rules",  "max-age",     "profile",     "renamed",
    "complete", "at",    "manifest",  "policy", "same-policy", "ignored-too", "rules-folder"};
// Larger files than any draft can be are no drafts.
constexpr std::uint64_t kMaxPublishedBytes = std::uint64_t{4} << 30U;
constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kMostDays = 36500;

struct VerifyRequest {
  std::vector<std::string> receipts;  // files; the one that was named comes first
  bool one_receipt = false;           // it was named, and must be without fault
  std::vector<std::string> drafts;
  std::string manifest;
  bool renamed = false, complete = false, ignored_too = false;
  Demands demands;
};

Error bad_value(const std::string& flag, const std::string& value, const std::string& allowed) {
  return Error{
      ErrorKind::usage, flag, {"error.flag-value", {{"value", value}, {"allowed", allowed}}}};
}

// Every file directly in the folder, in byte order; each must be a receipt.
Result<std::vector<std::string>> receipts_in(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code failed;
  for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end;
       it.increment(failed)) {
    out.push_back(it->path().string());
  }
  if (failed) {
    return Error{ErrorKind::io, folder, {"error.cannot-open", {{"cause", failed.message()}}}};
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Without --rules, the packs a review uses by itself or by the policy: a receipt of fewer is none.
Status demand_packs(ArgumentList& arguments, const PolicyFile& policy, Demands& demands) {
  Options options;
  options.packs = arguments.values("rules");
  if (options.packs.empty()) options.packs = policy.packs;
  options.rules_folder = arguments.value("rules-folder");
  const std::vector<std::string> least = arguments.values("min-rules");
  if (arguments.error()) return *arguments.error();
  RuleErrors problems;
  const Result<std::unique_ptr<Session>> session = Session::open(options, problems);
  if (!session) return problems.errors.empty() ? session.error() : problems.errors.front();
  for (const Pack& pack : (*session)->rules().book().packs) {
    demands.packs.emplace(pack.id, "");
    demands.known_packs.push_back({pack.id, pack.version, pack.digest});
  }
  for (const std::string& one : least) {
    const std::size_t equals = one.find('=');
    if (equals == 0 || equals == one.npos || equals + 1 == one.size()) {
      return bad_value("--min-rules", one, "PACK=VERSION");
    }
    demands.packs[one.substr(0, equals)] = one.substr(equals + 1);
  }
  return Done{};
}

Status demand_time(ArgumentList& arguments, Demands& demands) {
  demands.now = static_cast<std::int64_t>(std::time(nullptr));
  if (const std::string at = arguments.value("at"); !at.empty()) {
    const std::optional<std::int64_t> moment = utc_seconds(at);
    if (!moment) return bad_value("--at", at, "YYYY-MM-DDThh:mm:ssZ");
    demands.now = *moment;
  }
  if (const std::string age = arguments.value("max-age"); !age.empty()) {
    std::int64_t days = 0;
    const auto [end, failed] = std::from_chars(age.data(), age.data() + age.size(), days);
    if (failed != std::errc{} || end != age.data() + age.size() || days < 1 || days > kMostDays) {
      return bad_value("--max-age", age, "1.." + std::to_string(kMostDays));
    }
    demands.max_age = days * kDay;
  }
  return Done{};
}

Status demand_rest(ArgumentList& arguments, Demands& demands) {
  for (const std::string& file : arguments.values("trust")) {
    const Result<PublicKey> key = load_public_key(file);
    if (!key) return key.error();
    demands.trusted.push_back(*key);
  }
  if (const std::string profile = arguments.value("profile"); !profile.empty()) {
    if (profile != "external" && profile != "internal") {
      return bad_value("--profile", profile, "external, internal");
    }
    demands.profile = profile == "external" ? Profile::external : Profile::internal;
  }
  return Done{};
}

// The policy file that --policy names; without one, a policy that demands nothing.
Result<PolicyFile> named_policy(ArgumentList& arguments) {
  const std::string file = arguments.value("policy");
  if (file.empty()) return PolicyFile{};
  const Result<std::string> bytes = read_file(file, kMaxReceiptBytes);
  if (!bytes) return bytes.error();
  return parse_policy(file, *bytes);
}

// What the policy demands of receipts; the command line may only ask for more.
Status demand_policy(const PolicyFile& policy, Demands& demands) {
  const std::filesystem::path folder = std::filesystem::path(policy.file).parent_path();
  for (const std::string& name : policy.trusted_keys) {
    const Result<PublicKey> key = load_public_key((folder / name).string());
    if (!key) return key.error();
    demands.trusted.push_back(*key);
  }
  for (const auto& [id, least] : policy.min_packs) {
    std::string& asked = demands.packs[id];
    if (compare_versions(asked, least) < 0) asked = least;
  }
  if (policy.max_age_days > 0) {
    const std::int64_t most = policy.max_age_days * kDay;
    demands.max_age = std::min(demands.max_age.value_or(most), most);
  }
  return Done{};
}

Status make_demands(ArgumentList& arguments, Demands& demands) {
  const Result<PolicyFile> policy = named_policy(arguments);
  if (!policy) return policy.error();
  if (Status packs = demand_packs(arguments, *policy, demands); !packs) return packs;
  if (Status time = demand_time(arguments, demands); !time) return time;
  if (Status rest = demand_rest(arguments, demands); !rest) return rest;
  if (arguments.flag("same-policy")) {
    if (!policy->present()) {
      return Error{ErrorKind::usage, "--same-policy", {"error.verify-policy", {}}};
    }
    demands.policy_digest = policy->digest;
  }
  return demand_policy(*policy, demands);
}

Result<VerifyRequest> parse_verify(ArgumentList& arguments) {
  VerifyRequest request;
  if (Status status = make_demands(arguments, request.demands); !status) return status.error();
  const std::vector<std::string> folders = arguments.values("receipts");
  request.manifest = arguments.value("manifest");
  request.renamed = arguments.flag("renamed");
  request.complete = arguments.flag("complete");
  request.ignored_too = arguments.flag("ignored-too");
  if (arguments.error()) return *arguments.error();
  Result<std::vector<std::string>> names = arguments.names(kOptions);
  if (!names) return names.error();
  request.drafts = *std::move(names);
  for (const std::string& folder : folders) {
    Result<std::vector<std::string>> found = receipts_in(folder);
    if (!found) return found.error();
    request.receipts.insert(request.receipts.end(), found->begin(), found->end());
  }
  if (folders.empty() && !request.drafts.empty()) {
    request.one_receipt = true;
    request.receipts = {request.drafts.front()};
    request.drafts.erase(request.drafts.begin());
  }
  if (request.drafts.empty()) return Error{ErrorKind::usage, "verify", {"error.verify-what", {}}};
  if (request.demands.trusted.empty()) {
    return Error{ErrorKind::usage, "verify", {"error.verify-trust", {}}};
  }
  return request;
}

// One run: what speaks against publishing, line by line, as it is found.
class Verifying {
 public:
  Verifying(const VerifyRequest& request, Language language)
      : request_(request), language_(language) {}

  // False: the file cannot be read, which is nobody's verdict.
  bool read(const std::string& path) {
    const Result<std::string> file = read_file(path, kMaxReceiptBytes);
    if (!file) {
      print_error(file.error(), language_);
      return false;
    }
    Result<SignedReceipt> receipt = read_receipt(*file);
    std::vector<Message> wrong =
        receipt ? faults(*receipt, request_.demands) : std::vector{receipt.error().message};
    if (wrong.empty() && !request_.manifest.empty()) check_manifest(*receipt, wrong);
    for (const Message& fault : wrong) tell(path, fault);
    if (wrong.empty()) {
      receipts_.push_back(*std::move(receipt));
    } else {
      ++faulty_;
    }
    return true;
  }

  void compare() {
    Publication publication(receipts_, request_.renamed, request_.ignored_too);
    for (const UnitFile& file : unit_files(request_.drafts)) {
      const std::optional<Message> why = refuse(file, publication);
      if (!why) {
        ++good_;
        continue;
      }
      ++refused_;
      tell(file.path, *why);
    }
    for (const std::string& name : publication.missing()) {
      ++missing_;
      // Of a single file out of a folder's receipt nobody wants to hear of the rest.
      if (request_.complete || any_folder()) tell(escaped_name(name), {"verify.missing", {}});
    }
  }

  [[nodiscard]] bool passes() const {
    const bool receipts_hold = !receipts_.empty() && (faulty_ == 0 || !request_.one_receipt);
    return receipts_hold && good_ > 0 && refused_ == 0 && (missing_ == 0 || !request_.complete);
  }

  [[nodiscard]] std::string summary() {
    const std::string_view id = passes() ? "verify.passes" : "verify.fails";
    lines_ += text(language_, {std::string(id),
                               {{"good", std::to_string(good_)},
                                {"refused", std::to_string(refused_)},
                                {"receipts", std::to_string(receipts_.size())},
                                {"faulty", std::to_string(faulty_)}}}) +
              "\n";
    for (const SignedReceipt& one : receipts_) {
      lines_ += text(language_, {"verify.by",
                                 {{"who", one.receipt.who},
                                  {"time", utc_text(one.receipt.time)},
                                  {"key", one.receipt.key}}}) +
                "\n";
    }
    return std::move(lines_);
  }

 private:
  void tell(const std::string& place, const Message& message) {
    lines_ += escaped_name(place) + ": " + text(language_, message) + "\n";
  }

  [[nodiscard]] bool any_folder() const {
    std::error_code failed;
    return std::any_of(
        request_.drafts.begin(), request_.drafts.end(),
        [&](const std::string& path) { return std::filesystem::is_directory(path, failed); });
  }

  void check_manifest(const SignedReceipt& receipt, std::vector<Message>& wrong) const {
    const Result<std::string> bytes = read_file(request_.manifest, kMaxPublishedBytes);
    if (!bytes || receipt.receipt.manifest_digest != "sha256:" + sha256_hex(*bytes)) {
      wrong.push_back({"verify.manifest", {}});
    }
  }

  static std::optional<Message> refuse(const UnitFile& file, Publication& publication) {
    if (file.refused) return file.refused;
    const Result<std::string> bytes = read_file(file.path, kMaxPublishedBytes);
    if (!bytes) return bytes.error().message;
    return publication.refuse({file.name, sha256_hex(*bytes), sm3_hex(*bytes), bytes->size()});
  }

  const VerifyRequest& request_;
  Language language_;
  std::vector<SignedReceipt> receipts_;  // without faults
  std::size_t faulty_ = 0, good_ = 0, refused_ = 0, missing_ = 0;
  std::string lines_;
};

}  // namespace

// mishen verify RECEIPT DRAFT... --trust KEY.pub: 0 these bytes carry that decision, 1 they do not,
// 2 it could not be asked.
ExitCode verify_command(std::span<const std::string> given, const CommandContext& context) {
  ArgumentList arguments(given);
  const Result<VerifyRequest> request = parse_verify(arguments);
  if (!request) {
    print_error(request.error(), context.language);
    return ExitCode::error;
  }
  Verifying verifying(*request, context.language);
  for (const std::string& path : request->receipts) {
    if (!verifying.read(path)) return ExitCode::error;
  }
  verifying.compare();
  const ExitCode code = verifying.passes() ? ExitCode::clear : ExitCode::held;
  return put(context, verifying.summary(), code);
}

}  // namespace mishen
