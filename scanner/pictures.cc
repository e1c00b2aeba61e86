#include "scanner/pictures.h"

#include <exception>
#include <new>

namespace mishen {

std::vector<PagePicture> draw_pages(const Draft& draft, std::span<const std::uint32_t> pages,
                                    const Engine& engine, const DrawStyle& style) {
  const FormatEntry* entry = engine.formats->find(identify(draft.bytes));
  if (entry == nullptr) return {};
  const Result<const Format*> format = entry->get();
  if (!format) return {};
  try {
    return (*format)->draw(draft.bytes, pages, style);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    // The report says of every page with a finding that has no picture.
    return {};
  }
}

}  // namespace mishen
