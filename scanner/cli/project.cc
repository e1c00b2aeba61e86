#include "scanner/cli/project.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "scanner/base/io.h"
#include "scanner/cli/clock.h"

namespace mishen {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = 8ULL << 20U;  // of a file people write

// `path` with every link in its folder followed, but not `path` itself: a draft lies where it is
// named.
fs::path real_place(const std::string& path) {
  std::error_code failed;
  const fs::path absolute = fs::absolute(path, failed).lexically_normal();
  const fs::path folder = fs::weakly_canonical(absolute.parent_path(), failed);
  return failed ? absolute : folder / absolute.filename();
}

bool outside(const fs::path& way) { return way.empty() || *way.begin() == ".."; }

// A file the policy names: below the root unless it is absolute.
std::string below(const std::string& root, const std::string& file) {
  return (fs::path(root) / file).lexically_normal().string();
}

class Opening {
 public:
  Opening(Options& options, RuleErrors& problems, ProjectReader reader)
      : options_(options), problems_(problems), reader_(std::move(reader)) {}

  bool run() {
    const std::size_t before = problems_.errors.size();
    read_policy();
    if (problems_.errors.size() == before) {
      take_options();
      read_waivers();
      read_baseline();
    }
    project_.decisions.rules = project_.policy.waiver_rules;
    project_.decisions.today = today();
    return problems_.errors.size() == before;
  }
  [[nodiscard]] Project take() { return std::move(project_); }

 private:
  void fail(Error error) { problems_.errors.push_back(std::move(error)); }

  void read_policy() {
    if (!options_.policy_file.empty()) {
      const Result<std::string> text = read_file(options_.policy_file, kMostBytes);
      if (!text) return fail({ErrorKind::policy, options_.policy_file, text.error().message});
      project_.root = real_place(options_.policy_file).parent_path().string();
      return parse(options_.policy_file, *text);
    }
    project_.root = repository_root();
    // A bare repository has no root, but commits to read from.
    if (project_.root.empty() && !reader_) return;
    if (!reader_) reader_ = folder_reader(project_.root);
    const Result<std::optional<std::string>> text = reader_(std::string(kPolicyName));
    if (!text) return fail(text.error());
    if (*text) parse(std::string(kPolicyName), **text);
  }

  void parse(const std::string& file, std::string_view text) {
    Result<PolicyFile> policy = parse_policy(file, text, &problems_);
    if (policy) project_.policy = *std::move(policy);
  }

  void take_options() {
    const PolicyFile& policy = project_.policy;
    if (options_.packs.empty()) options_.packs = policy.packs;
    if (options_.key_file.empty() && !policy.key_file.empty()) {
      options_.key_file = below(project_.root, policy.key_file);
    }
    Limits limits;
    for (const auto& [name, value] : policy.limits) set(limits, name, value);
    for (const auto& [name, value] : options_.asked_limits) set(limits, name, value);
    options_.limits = limits;
  }

  // Checked when it was read.
  void set(Limits& limits, const std::string& name, const std::string& value) {
    if (const Status status = set_limit(limits, name, value); !status) fail(status.error());
  }

  // From the reader when the policy came from there, else from beside --policy.
  Result<std::optional<std::string>> read(const std::string& file) const {
    if (reader_ && fs::path(file).is_relative()) return reader_(file);
    return folder_reader(project_.root)(file);
  }

  void read_waivers() {
    const bool named = !project_.policy.waiver_files.empty();
    std::vector<std::string> files = project_.policy.waiver_files;
    // The usual file counts where it is, without being named.
    if (!named && (!project_.root.empty() || reader_)) files.emplace_back(kWaiversName);
    for (const std::string& file : files) {
      const Result<std::optional<std::string>> text = read(file);
      if (!text) {
        fail(text.error());
      } else if (*text) {
        add_waivers(file, **text);
      } else if (named) {
        fail({ErrorKind::policy, file, {"error.policy-no-file", {}}});
      }
    }
    for (const std::string& file : options_.waiver_files) {
      const Result<std::string> text = read_file(file, kMostBytes);
      if (text) {
        add_waivers(file, *text);
      } else {
        fail({ErrorKind::policy, file, text.error().message});
      }
    }
  }

  void add_waivers(const std::string& file, std::string_view text) {
    Result<std::vector<Waiver>> waivers = parse_waivers(file, text, &problems_);
    if (!waivers) return;
    auto& all = project_.decisions.waivers;
    all.insert(all.end(), waivers->begin(), waivers->end());
  }

  void read_baseline() {
    const std::string& file = project_.policy.baseline_file;
    if (file.empty()) return;
    project_.baseline_file = below(project_.root, file);
    const Result<std::optional<std::string>> text = read(file);
    if (!text) return fail(text.error());
    if (!*text) {
      // It is about to be made.
      if (!options_.update_baseline) fail({ErrorKind::policy, file, {"error.baseline-none", {}}});
      return;
    }
    Result<Baseline> baseline = parse_baseline(file, **text, &problems_);
    if (baseline) project_.decisions.baseline = *std::move(baseline);
  }

  Options& options_;
  RuleErrors& problems_;
  ProjectReader reader_;
  Project project_;
};

}  // namespace

std::string Project::scope_of(const std::string& path) const {
  if (root.empty() || path == "-") return {};
  const fs::path way = real_place(path).lexically_relative(root);
  return outside(way) ? std::string() : way.generic_string();
}

std::string repository_root() {
  std::error_code failed;
  fs::path folder = fs::canonical(fs::current_path(failed), failed);
  while (!failed && !folder.empty()) {
    std::error_code missing;
    if (fs::exists(folder / ".git", missing)) return folder.string();
    if (folder == folder.root_path()) break;
    folder = folder.parent_path();
  }
  return {};
}

ProjectReader folder_reader(std::string root) {
  return [root = std::move(root)](const std::string& path) -> Result<std::optional<std::string>> {
    const std::string file = below(root, path);
    std::error_code failed;
    // A link that leads nowhere is there, and cannot be read: that is an error, not an absence.
    if (fs::symlink_status(file, failed).type() == fs::file_type::not_found) {
      return std::optional<std::string>();
    }
    Result<std::string> text = read_file(file, kMostBytes);
    if (!text) return Error{ErrorKind::policy, file, text.error().message};
    return std::optional<std::string>(*std::move(text));
  };
}

Result<Project> open_project(Options& options, RuleErrors& problems, const ProjectReader& reader) {
  const std::size_t before = problems.errors.size();
  Opening opening(options, problems, reader);
  if (!opening.run()) return problems.errors.at(before);
  return opening.take();
}

std::vector<std::string> bystanders(const Project& project, const std::vector<std::string>& paths) {
  std::set<fs::path> folders;
  for (const std::string& path : paths) {
    if (path == "-") continue;
    fs::path folder = real_place(path).parent_path();
    // Up to the root; of a draft that lies elsewhere, its own folder.
    while (folders.insert(folder).second) {
      if (project.root.empty() || folder == folder.root_path()) break;
      if (folder == project.root || outside(folder.lexically_relative(project.root))) break;
      folder = folder.parent_path();
    }
  }
  const fs::path used = project.root.empty() ? fs::path() : fs::path(project.root) / kPolicyName;
  std::vector<std::string> out;
  for (const fs::path& folder : folders) {
    std::error_code failed;
    const fs::path file = folder / kPolicyName;
    const bool in_use = project.policy.present() && file == used;
    if (!in_use && fs::exists(file, failed)) out.push_back(file.string());
  }
  return out;
}

}  // namespace mishen
