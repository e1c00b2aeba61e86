#include "scanner/cli/session.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "plugins/plugins.h"
#include "scanner/base/io.h"
#include "scanner/cli/clock.h"
#include "scanner/cli/packed_rules.h"

namespace mishen {
namespace {

constexpr std::uint64_t kMaxKeyBytes = 4096;
constexpr std::size_t kMinKeyBytes = 16;

Result<FingerprintKey> read_key(const std::string& file) {
  if (file.empty()) return FingerprintKey{};
  Result<std::string> bytes = read_file(file, kMaxKeyBytes);
  if (!bytes) return Error{ErrorKind::policy, file, bytes.error().message};
  if (bytes->size() < kMinKeyBytes) {
    return Error{ErrorKind::policy,
                 file,
                 {"error.key-too-short", {{"least", std::to_string(kMinKeyBytes)}}}};
  }
  return FingerprintKey(*std::move(bytes));
}

}  // namespace

Session::Session(CompiledRules rules, BoundValidators validators, FormatSet formats)
    : rules_(std::move(rules)), validators_(std::move(validators)), formats_(std::move(formats)) {
  engine_.formats = &formats_;
  engine_.rules = &rules_;
  engine_.validators = &validators_;
}

Result<std::string> installed_rules_folder() {
  std::error_code failed;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failed);
  const std::filesystem::path folder =
      program.parent_path().parent_path() / "share" / "mishen" / "rules";
  if (failed || !std::filesystem::is_directory(folder, failed)) {
    return Error{ErrorKind::rule, folder.string(), {"error.no-rules-folder", {}}};
  }
  return folder.string();
}

Result<std::unique_ptr<Session>> Session::open(const Options& options, RuleErrors& problems) {
  std::string folder = options.rules_folder;
  if (folder.empty()) {
    Result<std::string> installed = installed_rules_folder();
    if (!installed) return installed.error();
    folder = *std::move(installed);
  }
  const ValidatorSet validators = all_validators();
  Result<Rulebook> book =
      load_rules(folder, options.packs, validators.names(), &problems, packed_rules());
  if (!book) return book.error();
  Result<BoundValidators> bound = BoundValidators::bind(*book, validators, folder + "/data");
  if (!bound) return bound.error();
  Result<CompiledRules> rules = compile(*std::move(book), KnownPatterns(packed_patterns()));
  if (!rules) return rules.error();
  Result<FingerprintKey> key = read_key(options.key_file);
  if (!key) return key.error();
  std::unique_ptr<Session> session(
      new Session(*std::move(rules), *std::move(bound), all_formats()));
  session->engine_.limits = options.limits;
  session->engine_.judging = {options.reveal, *std::move(key), today()};
  session->engine_.view = options.format == ReportFormat::html;
  return session;
}

}  // namespace mishen
