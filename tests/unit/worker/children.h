// The processes a test can see of a pool.
#pragma once

#include <sys/types.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace mishen::test {

// Of the first thread of `parent`, those that have ended and were not reaped too.
inline std::vector<pid_t> children_of(pid_t parent) {
  const std::string id = std::to_string(parent);
  std::ifstream list("/proc/" + id + "/task/" + id + "/children");
  return {std::istream_iterator<pid_t>(list), {}};
}

}  // namespace mishen::test
