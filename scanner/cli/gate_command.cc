#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <map>
#include <utility>

#include "scanner/base/digest.h"
#include "scanner/base/secret.h"
#include "scanner/cli/argument_list.h"
#include "scanner/cli/commands.h"
#include "scanner/cli/engine_digest.h"
#include "scanner/cli/flags.h"
#include "scanner/cli/key_files.h"
#include "scanner/cli/review_run.h"
#include "scanner/cli/unit_files.h"
#include "scanner/gate/publication.h"

namespace mishen {
namespace {

struct GateRequest {
  std::string receipt, manifest, key_file, passphrase_file, who;
};

ExitCode fail(const Error& error, const CommandContext& context) {
  print_error(error, context.language);
  return ExitCode::error;
}

// A receipt or manifest of an earlier run must not outlive this one: whoever finds it would take it
// for ours. Anything else that lies there is not ours to remove.
Status clear_the_way(const std::string& path, std::string_view begins) {
  struct stat about {};
  if (::lstat(path.c_str(), &about) != 0) {
    if (errno == ENOENT) return Done{};
    return Error{ErrorKind::io, path, {"error.cannot-open", {{"cause", std::strerror(errno)}}}};
  }
  const Error foreign{ErrorKind::usage, path, {"error.gate-foreign-file", {}}};
  if (!S_ISREG(about.st_mode)) return foreign;
  if (about.st_size > 0) {
    const Result<std::string> old = read_file(path, 2 * kMaxReceiptBytes);
    if (!old || !old->starts_with(begins)) return foreign;
  }
  if (::unlink(path.c_str()) != 0) {
    return Error{ErrorKind::io, path, {"error.cannot-write", {{"cause", std::strerror(errno)}}}};
  }
  return Done{};
}

// The person or role the receipt names: said with --who or MISHEN_WHO, never guessed from the
// account or from git, which say whose machine it is.
std::string who_asks(std::string given) {
  if (!given.empty()) return given;
  const char* environment = std::getenv("MISHEN_WHO");
  return environment == nullptr ? "" : environment;
}

// What the run's drafts are called in the publication and what their bytes hash to, by their place
// in the run.
class Ledger {
 public:
  explicit Ledger(const std::vector<UnitFile>& files) : files_(files) {
    for (const UnitFile& file : files) {
      if (!file.refused) names_.emplace(file.path, file.name);
    }
  }

  // Adds what is refused as drafts that cannot be read, and listens to what the others read.
  void attach(std::vector<DraftItem>& items) {
    for (const UnitFile& file : files_) {
      if (!file.refused) continue;
      const Error why{ErrorKind::input, file.path, *file.refused};
      items.push_back({file.path, [why]() -> Result<std::string> { return why; }, {}, {}});
      names_.emplace(file.path, file.name);
    }
    for (DraftItem& item : items) {
      item.read = [this, inner = std::move(item.read)] {
        Result<std::string> bytes = inner();
        if (bytes) sm3_.emplace(sha256_hex(*bytes), sm3_hex(*bytes));
        return bytes;
      };
    }
  }

  // What the file at `path` is called in the publication.
  [[nodiscard]] std::string name_of(const std::string& path) const {
    const auto name = names_.find(path);
    return name == names_.end() ? path : name->second;
  }

  [[nodiscard]] DraftFacts facts(const ReviewRun& run, std::size_t i) const {
    DraftFacts facts;
    facts.name = name_of(run.items[i].name);
    // The report hides a number that was found in the name; so does the receipt of a held draft.
    const Review& review = run.reviews[i];
    if (review.verdict != Verdict::clear && review.path != run.items[i].name) {
      facts.name = mask_digit_runs(facts.name);
    }
    const Policy& policy = run.policies[i];
    facts.profile = policy.profile;
    facts.hold_on.assign(policy.hold_on.begin(), policy.hold_on.end());
    facts.sm3 = sm3_of(review.sha256, run.items[i]);
    return facts;
  }

 private:
  // Of a draft that this run did not read, because its review was known already, by reading it now.
  [[nodiscard]] std::string sm3_of(const std::string& sha256, const DraftItem& item) const {
    if (!sha256.empty() && !sm3_.contains(sha256)) static_cast<void>(item.read().ok());
    const auto found = sm3_.find(sha256);
    return found == sm3_.end() ? std::string() : found->second;
  }

  const std::vector<UnitFile>& files_;
  std::map<std::string, std::string> names_;  // by path
  std::map<std::string, std::string> sm3_;    // of the bytes that were read, by their SHA-256
};

Result<Receipt> receipt_of(const ReviewRun& run, const Ledger& ledger, std::string who) {
  Receipt receipt;
  for (std::size_t i = 0; i < run.reviews.size(); ++i) {
    receipt.drafts.push_back(receipt_draft(run.reviews[i], ledger.facts(run, i)));
  }
  for (const auto& file : run.report.policy.ignored) {
    const Result<std::string> bytes = read_file(file.path, run.options.limits.max_draft_bytes);
    if (!bytes) return bytes.error();
    receipt.ignored.push_back(
        {ledger.name_of(file.path), sha256_hex(*bytes), sm3_hex(*bytes), bytes->size(), file.glob});
  }
  receipt.tool_version = run.report.version;
  receipt.rules_digest = run.report.rules_digest;
  receipt.policy_digest = run.project.policy.digest;
  for (const Pack& pack : run.report.rules->packs) {
    receipt.packs.push_back({pack.id, pack.version, pack.digest});
  }
  Result<std::string> data = data_digest(run.options);
  if (!data) return data.error();
  receipt.data_digest = *std::move(data);
  // Not SOURCE_DATE_EPOCH: who answers for a decision answers for when it was made.
  receipt.time = static_cast<std::int64_t>(std::time(nullptr));
  receipt.who = std::move(who);
  return receipt;
}

// Manifest first: the receipt holds its digest.
Status write_receipt(Receipt receipt, const ReviewRun& run, const GateRequest& request,
                     const PrivateKey& key) {
  if (!request.manifest.empty()) {
    const std::string list = manifest(receipt, run.reviews);
    if (Status written = write_file_atomically(request.manifest, list); !written) return written;
    receipt.manifest_digest = "sha256:" + sha256_hex(list);
  }
  const Result<std::string> file = seal(std::move(receipt), key);
  if (!file) return Error{file.error().kind, request.receipt, file.error().message};
  return write_file_atomically(request.receipt, *file);
}

Result<GateRequest> parse_gate(ArgumentList& arguments) {
  GateRequest request;
  request.receipt = arguments.value("receipt");
  request.manifest = arguments.value("manifest");
  request.key_file = arguments.value("sign-key");
  request.passphrase_file = arguments.value("passphrase-file");
  request.who = who_asks(arguments.value("who"));
  if (arguments.error()) return *arguments.error();
  return request;
}

Status check(const GateRequest& request) {
  if (request.receipt.empty()) return Error{ErrorKind::usage, "gate", {"error.gate-receipt", {}}};
  if (request.key_file.empty()) return Error{ErrorKind::usage, "gate", {"error.gate-key", {}}};
  if (request.who.empty()) return Error{ErrorKind::usage, "gate", {"error.gate-who", {}}};
  if (!fits_receipt(request.who)) {
    return Error{ErrorKind::usage, "--who", {"error.gate-who-line", {}}};
  }
  return Done{};
}

// Nothing that this run writes may be among what it reviews, or let it pass.
Status check_places(const GateRequest& request, const Options& options) {
  if (options.update_baseline) {
    return Error{ErrorKind::usage, "--update-baseline", {"error.gate-baseline", {}}};
  }
  std::vector<std::string> files = {request.receipt};
  if (!request.manifest.empty()) files.push_back(request.manifest);
  if (!options.output.empty()) files.push_back(options.output);
  for (const std::string& file : files) {
    if (lies_within(file, options.drafts)) {
      return Error{ErrorKind::usage, file, {"error.gate-inside", {}}};
    }
  }
  return Done{};
}

}  // namespace

// mishen gate DRAFT... --receipt FILE --sign-key KEY --who NAME: review, write the signed receipt,
// and only then answer.
ExitCode gate_command(std::span<const std::string> given, const CommandContext& context) {
  ArgumentList arguments(given);
  const Result<GateRequest> request = parse_gate(arguments);
  if (!request) return fail(request.error(), context);
  if (!request->receipt.empty()) {
    const Status cleared = clear_the_way(request->receipt, R"({"signature":")");
    if (!cleared) return fail(cleared.error(), context);
  }
  if (!request->manifest.empty()) {
    const Status cleared = clear_the_way(request->manifest, "{\n  \"files\": ");
    if (!cleared) return fail(cleared.error(), context);
  }
  if (const Status complete = check(*request); !complete) return fail(complete.error(), context);
  Result<Options> options = parse_review(arguments.rest());
  if (!options) return fail(options.error(), context);
  if (const Status apart = check_places(*request, *options); !apart) {
    return fail(apart.error(), context);
  }
  const Result<PrivateKey> key =
      load_private_key(request->key_file, request->passphrase_file,
                       text(context.language, {"keys.prompt", {{"file", request->key_file}}}));
  if (!key) return fail(key.error(), context);

  // A receipt says what this run saw.
  options->git.cached = false;
  const std::vector<UnitFile> files = unit_files(options->drafts);
  options->drafts.clear();
  for (const UnitFile& file : files) {
    if (!file.refused) options->drafts.push_back(file.path);
  }
  Ledger ledger(files);
  const ReviewRun* const run = run_review(
      *std::move(options), context, [&](std::vector<DraftItem>& items) { ledger.attach(items); });
  if (run == nullptr) return ExitCode::error;
  Result<Receipt> receipt = receipt_of(*run, ledger, request->who);
  if (!receipt) return fail(receipt.error(), context);
  const Verdict verdict = receipt->verdict();
  if (const Status written = write_receipt(*std::move(receipt), *run, *request, *key); !written) {
    ::unlink(request->receipt.c_str());  // renamed, but not surely on disk
    return fail(written.error(), context);
  }
  return deliver(*run, exit_code(verdict), context);
}

}  // namespace mishen
