// libgit2's objects as owned values, and its errors as ours. Inside scanner/git only.
#pragma once

#include <git2.h>

#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "scanner/base/result.h"

namespace mishen::git {

template <auto Free>
struct Freeing {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
template <class T, auto Free>
using Handle = std::unique_ptr<T, Freeing<Free>>;

using RepositoryHandle = Handle<git_repository, git_repository_free>;
using OdbHandle = Handle<git_odb, git_odb_free>;
using OdbObject = Handle<git_odb_object, git_odb_object_free>;
using IndexHandle = Handle<git_index, git_index_free>;
using ConfigHandle = Handle<git_config, git_config_free>;
using ObjectHandle = Handle<git_object, git_object_free>;
using CommitHandle = Handle<git_commit, git_commit_free>;
using TreeHandle = Handle<git_tree, git_tree_free>;
using TreeEntryHandle = Handle<git_tree_entry, git_tree_entry_free>;
using TagHandle = Handle<git_tag, git_tag_free>;
using ReferenceHandle = Handle<git_reference, git_reference_free>;
using ReferenceIterator = Handle<git_reference_iterator, git_reference_iterator_free>;
using ReflogHandle = Handle<git_reflog, git_reflog_free>;

// Calls one of libgit2's makers: made<CommitHandle>(git_commit_lookup, repository, &id). Null when
// it fails; last_cause() says why.
template <class AnyHandle, class Maker, class... Arguments>
[[nodiscard]] AnyHandle made(Maker maker, Arguments... arguments) {
  typename AnyHandle::pointer raw = nullptr;
  return AnyHandle(maker(&raw, arguments...) == 0 ? raw : nullptr);
}

// libgit2 counts who uses it; each Repository is one.
class Library {
 public:
  Library() { git_libgit2_init(); }
  ~Library() { git_libgit2_shutdown(); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
};

// What libgit2 said last.
[[nodiscard]] inline std::string last_cause() {
  const git_error* error = git_error_last();
  return error != nullptr && error->message != nullptr ? error->message : "?";
}

[[nodiscard]] inline Error failure(std::string place, std::string id = "error.git") {
  return {ErrorKind::io, std::move(place), {std::move(id), {{"cause", last_cause()}}}};
}

[[nodiscard]] inline std::string hex(const git_oid& id) {
  std::string out(GIT_OID_HEXSZ, '0');
  git_oid_fmt(out.data(), &id);
  return out;
}

struct SameId {
  bool operator()(const git_oid& a, const git_oid& b) const { return git_oid_equal(&a, &b) != 0; }
};
// Ids are digests: their first bytes are as good a hash as any.
struct IdHash {
  std::size_t operator()(const git_oid& id) const {
    std::size_t hash = 0;
    std::memcpy(&hash, id.id, sizeof hash);
    return hash;
  }
};

}  // namespace mishen::git
