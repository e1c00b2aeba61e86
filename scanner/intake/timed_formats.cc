#include "scanner/intake/timed_formats.h"

#include <utility>

namespace mishen {

class TimedFormats::Timed final : public Format {
 public:
  Timed(TimedFormats& owner, const FormatEntry& entry, std::size_t index)
      : owner_(owner), entry_(entry), index_(index) {}

  // Loading a plug-in late is part of what reading with it takes.
  Result<const Format*> load() {
    const Lap lap(&owner_.watch_, slot());
    const Result<const Format*> format = entry_.get();
    if (!format) return format.error();
    inner_ = *format;
    return this;
  }

  [[nodiscard]] std::string_view name() const override { return inner_->name(); }

  void read(std::string_view bytes, DocumentBuilder& out) const override {
    const Lap lap(&owner_.watch_, slot());
    const Deeper deeper(owner_.depth_);
    FormatTimes& counts = owner_.counts_[index_];
    counts.bytes += bytes.size();
    ++counts.files;
    if (owner_.depth_ > 1) ++counts.inside;
    inner_->read(bytes, out);
  }

 private:
  class Deeper {
   public:
    explicit Deeper(std::size_t& depth) : depth_(depth) { ++depth_; }
    ~Deeper() { --depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    std::size_t& depth_;
  };

  [[nodiscard]] std::size_t slot() const { return kDraftStageCount + index_; }

  TimedFormats& owner_;
  const FormatEntry& entry_;
  std::size_t index_;
  const Format* inner_ = nullptr;
};

TimedFormats::TimedFormats(const FormatSet& formats, Stopwatch& watch)
    : watch_(watch), counts_(formats.entries().size()), set_(timed(formats)) {}

TimedFormats::~TimedFormats() = default;

FormatSet TimedFormats::timed(const FormatSet& formats) {
  std::vector<FormatEntry> entries;
  for (const FormatEntry& entry : formats.entries()) {
    Timed* format =
        formats_.emplace_back(std::make_unique<Timed>(*this, entry, formats_.size())).get();
    entries.push_back({entry.name, entry.kinds, [format] { return format->load(); }});
  }
  return FormatSet(std::move(entries));
}

}  // namespace mishen
