#include "scanner/answers.h"

#include <exception>
#include <new>
#include <string>

namespace mishen {

Result<std::vector<Answer>> answers(const Draft& draft, const Engine& engine) {
  const FileKind kind = identify(draft.bytes);
  const FormatEntry* entry = engine.formats->find(kind);
  if (entry == nullptr) {
    return Error{ErrorKind::input, "", {"answers.format", {{"format", std::string(name(kind))}}}};
  }
  const Result<const Format*> format = entry->get();
  if (!format) return Error{ErrorKind::input, "", {"answers.failed", {}}};
  try {
    const Result<std::vector<Reply>> replies = (*format)->replies(draft.bytes, engine.limits);
    if (!replies) return replies.error();
    return answers_of(*replies);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    // What a library says may quote the draft.
    return Error{ErrorKind::input, "", {"answers.failed", {}}};
  }
}

}  // namespace mishen
