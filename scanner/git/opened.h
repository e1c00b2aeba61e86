// What an open repository is made of. Inside scanner/git only.
#pragma once

#include <cstdint>
#include <string>

#include "scanner/git/handle.h"

namespace mishen::git {

struct Opened {
  Library library;  // first, so that it goes last
  RepositoryHandle repository;
  OdbHandle objects;
  std::string index_file;  // GIT_INDEX_FILE; empty: the repository's own

  // The size of an object; 0 when it is not here, which reading it will tell.
  [[nodiscard]] std::uint64_t size_of(const git_oid& id) const {
    std::size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    return git_odb_read_header(&size, &type, objects.get(), &id) == 0 ? size : 0;
  }
};

}  // namespace mishen::git
