// A repository by libgit2.
#pragma once

#include <memory>

#include "scanner/git/repository.h"

namespace mishen {
namespace git {
struct Opened;  // libgit2's side of it
}

class Libgit2Repository final : public Repository {
 public:
  // As OpenRepository says.
  static Result<Libgit2Repository> open(const std::string& folder,
                                        const GitEnvironment& environment);

  Libgit2Repository(Libgit2Repository&&) noexcept;
  Libgit2Repository& operator=(Libgit2Repository&&) noexcept;
  ~Libgit2Repository() override;

  [[nodiscard]] Result<std::vector<RepositoryDraft>> staged() const override;
  [[nodiscard]] Result<RevisionSet> range(const std::string& text) const override;
  [[nodiscard]] Result<RevisionSet> everything() const override;
  [[nodiscard]] Result<RevisionSet> arriving(std::vector<std::string> ids) const override;
  [[nodiscard]] Result<std::vector<RepositoryDraft>> brought(
      const RevisionSet& revisions) const override;
  [[nodiscard]] Result<std::string> read(const RepositoryDraft& draft,
                                         std::uint64_t max_bytes) const override;
  [[nodiscard]] Result<std::optional<std::string>> file_at(const std::string& revision,
                                                           const std::string& path,
                                                           std::uint64_t max_bytes) const override;
  [[nodiscard]] Result<std::optional<std::string>> staged_file(
      const std::string& path, std::uint64_t max_bytes) const override;
  [[nodiscard]] bool is_unborn() const override;
  [[nodiscard]] std::optional<std::string> config(const std::string& key) const override;
  [[nodiscard]] std::optional<std::string> config_path(const std::string& key) const override;
  [[nodiscard]] std::string work_tree() const override;
  [[nodiscard]] std::string shared_folder() const override;

 private:
  explicit Libgit2Repository(std::unique_ptr<git::Opened> state);

  std::unique_ptr<git::Opened> state_;
};

}  // namespace mishen
