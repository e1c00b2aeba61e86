// The project a run belongs to: its policy (mishen.toml), its waivers and its baseline.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/cli/options.h"
#include "scanner/policy/decisions.h"
#include "scanner/policy/policy_file.h"

namespace mishen {

inline constexpr std::string_view kPolicyName = "mishen.toml";
inline constexpr std::string_view kWaiversName = "mishen-waivers.toml";

// Reads a file of the project by its path from the root: from the work tree, or out of a commit.
// Nothing: there is no such file.
using ProjectReader = std::function<Result<std::optional<std::string>>(const std::string& path)>;

struct Project {
  std::string root;  // absolute folder that globs and files of the policy start at; empty: none
  PolicyFile policy;
  Decisions decisions;        // `keyed` is set when the key is known
  std::string baseline_file;  // as a path of this process; empty: none

  // The way from the root to `path`, for globs; empty if it lies elsewhere.
  [[nodiscard]] std::string scope_of(const std::string& path) const;
};

// The folder at or above the working folder that holds .git; empty if there is none.
[[nodiscard]] std::string repository_root();

// Reads files below `root`.
[[nodiscard]] ProjectReader folder_reader(std::string root);

// The policy --policy names, else mishen.toml of the repository round the working folder, never one
// that merely lies beside a draft; the waivers and the baseline it names, and --waivers. `reader`:
// where policy, waivers and baseline of a repository come from; empty: its work tree. Puts into
// `options` what the policy says and the command line does not: packs, key, limits. Errors of kind
// policy or io; all of them in `problems`.
Result<Project> open_project(Options& options, RuleErrors& problems,
                             const ProjectReader& reader = {});

// The mishen.toml files beside `paths`, or between them and the root, that are not the policy of
// this run and so have no say.
[[nodiscard]] std::vector<std::string> bystanders(const Project& project,
                                                  const std::vector<std::string>& paths);

}  // namespace mishen
