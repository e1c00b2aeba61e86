// What a hook's environment says about where objects are. Inside scanner/git only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mishen::git {

// The folders of GIT_ALTERNATE_OBJECT_DIRECTORIES: separated by colons; one that begins with a
// double quote is quoted as git quotes paths (\", \\, \n, \t, octal), since a folder's name may
// hold a colon.
[[nodiscard]] std::vector<std::string> split_alternates(std::string_view list);

}  // namespace mishen::git
