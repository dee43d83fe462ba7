#pragma once

#include <QString>

namespace simulator {

/// An expression as EPICS calc records write it ("A>5?MAX(B,C):LOG(A)#1"), in the words of devices::Expression: letters are
/// inputs, whatever their case; LOG is to the base ten and LOGE natural, ** is a power, = compares and # is "not equal".
QString fromCalcText(const QString& text);

} // namespace simulator
