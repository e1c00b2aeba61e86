#include "scanner/git/draft.h"

namespace mishen {
namespace {

constexpr std::size_t kShortId = 12;

}  // namespace

std::string shown_name(const RepositoryDraft& draft) {
  const std::string commit = draft.commit.substr(0, kShortId);
  switch (draft.kind) {
    case RepositoryDraftKind::commit_message:
      return "COMMIT " + commit + ":" + draft.path;
    case RepositoryDraftKind::tag_message:
      return "TAG " + commit + ":" + draft.path;
    case RepositoryDraftKind::ref_name:
      return "REF " + draft.path;
    default:
      break;
  }
  if (!commit.empty()) return commit + ":" + draft.path;
  return draft.stage == 0 ? draft.path : ":" + std::to_string(draft.stage) + ":" + draft.path;
}

std::string_view published_name(const RepositoryDraft& draft) {
  switch (draft.kind) {
    case RepositoryDraftKind::commit_message:
    case RepositoryDraftKind::tag_message:
    case RepositoryDraftKind::cut:
      return {};
    default:
      return draft.path;
  }
}

}  // namespace mishen
