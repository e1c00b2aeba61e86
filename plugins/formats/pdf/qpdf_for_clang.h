// Put before every source of this folder when clang compiles it. qpdf's JSON.hh has a destructor
// that needs std::vector of a class not yet complete; in C++20 clang 14 refuses that with the
// library of g++ 12 (it makes the destructor constexpr). Nothing here uses JSON, and qpdf's other
// headers only name it.
#pragma once

#define JSON_HH
class JSON;
