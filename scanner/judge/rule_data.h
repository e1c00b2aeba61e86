// The folder of facts that validators are made from (rules/data).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <typeindex>
#include <utility>

#include "scanner/base/result.h"

namespace mishen {

// Reads each table once, whoever asks for it: a dozen validators look at the same few words, and
// all of them are made at every start. Not thread-safe.
class RuleData {
 public:
  explicit RuleData(std::string folder) : folder_(std::move(folder)) {}
  [[nodiscard]] const std::string& folder() const { return folder_; }

  // What T::load(folder) made when it was first asked for. Its errors, each time.
  template <class T>
  Result<std::shared_ptr<const T>> get() {
    std::shared_ptr<const void>& kept = kept_[typeid(T)];
    if (!kept) {
      Result<T> made = T::load(folder_);
      if (!made) return made.error();
      kept = std::make_shared<const T>(*std::move(made));
    }
    return std::static_pointer_cast<const T>(kept);
  }

 private:
  std::string folder_;
  std::map<std::type_index, std::shared_ptr<const void>> kept_;  // by what was asked for
};

}  // namespace mishen
