#include "scanner/cli/engine_digest.h"

#include <sys/stat.h>

#include <utility>
#include <vector>

#include "plugins/loaded_format.h"
#include "scanner/base/digest.h"
#include "scanner/base/io.h"
#include "scanner/base/wire_archive.h"
#include "scanner/cli/unit_files.h"

namespace mishen {
namespace {

// Size and time of change of a file: another build is another file.
void add_file(WireWriter& wire, const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) about = {};
  wire.text("file", path);
  wire.number("size", static_cast<std::uint64_t>(about.st_size));
  wire.number("seconds", static_cast<std::uint64_t>(about.st_mtim.tv_sec));
  wire.number("nanoseconds", static_cast<std::uint64_t>(about.st_mtim.tv_nsec));
}

}  // namespace

Result<std::string> data_digest(const Options& options) {
  std::string folder = options.rules_folder;
  if (folder.empty()) {
    Result<std::string> installed = installed_rules_folder();
    if (!installed) return installed.error();
    folder = *std::move(installed);
  }
  std::string all;
  for (const UnitFile& file : unit_files({folder + "/data"})) {
    const Result<std::string> bytes = read_file(file.path, Limits{}.max_draft_bytes);
    if (!bytes) return bytes.error();
    all += file.name + " " + sha256_hex(*bytes) + "\n";
  }
  return "sha256:" + sha256_hex(all);
}

Result<std::string> engine_digest(const Session& session, const Options& options) {
  const Result<std::string> data = data_digest(options);
  if (!data) return data.error();
  const Engine& engine = session.engine();
  WireWriter wire;
  wire.text("version", std::string(MISHEN_VERSION));
  add_file(wire, "/proc/self/exe");
  for (const UnitFile& plug_in : unit_files({format_folder()})) add_file(wire, plug_in.path);
  wire.text("rules", session.rules().digest());
  wire.text("data", *data);
  for (const LimitSpec& spec : limit_specs()) wire.number("limit", options.limits.*spec.field);
  wire.text("key", sha256_hex(engine.judging.key.bytes()));
  wire.choice("reveal", engine.judging.reveal, 2);
  wire.choice("view", engine.view, 2);
  // An answer from outside the cage is none for who insists on it.
  wire.choice("caged", options.require_sandbox, 2);
  return sha256_hex(wire.take());
}

}  // namespace mishen
