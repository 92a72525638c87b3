// QuantLib on the rows of `Benchmarks rows`: checks that the results are equal, then measures three ways to a price.
//
//   c++ -O3 -march=native -std=c++17 quantlib.cpp -lQuantLib -o quantlib
//   dotnet run -c Release --project .. -- rows 4096 | ./quantlib

#include <ql/exercise.hpp>
#include <ql/instruments/payoffs.hpp>
#include <ql/instruments/vanillaoption.hpp>
#include <ql/pricingengines/blackcalculator.hpp>
#include <ql/pricingengines/blackformula.hpp>
#include <ql/pricingengines/vanilla/analyticeuropeanengine.hpp>
#include <ql/processes/blackscholesprocess.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/settings.hpp>
#include <ql/termstructures/volatility/equityfx/blackconstantvol.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <iostream>
#include <vector>

using namespace QuantLib;

namespace {

struct Row {
    double s, x, t, sigma, r, q, price, delta, gamma, vega, theta, rho, dividendRho;
};

double blackFormulaOf(const Row& row) {
    const double forward = row.s * std::exp((row.r - row.q) * row.t);
    return blackFormula(Option::Call, row.x, forward, row.sigma * std::sqrt(row.t), std::exp(-row.r * row.t));
}

BlackCalculator calculatorOf(const Row& row) {
    const double forward = row.s * std::exp((row.r - row.q) * row.t);
    return {Option::Call, row.x, forward, row.sigma * std::sqrt(row.t), std::exp(-row.r * row.t)};
}

// Dates are whole days, so the engine gets T as the nearest number of days: it is measured, not compared.
class Engine {
  public:
    Engine()
    : spot_(ext::make_shared<SimpleQuote>(1.0)), rate_(ext::make_shared<SimpleQuote>(0.0)),
      yield_(ext::make_shared<SimpleQuote>(0.0)), sigma_(ext::make_shared<SimpleQuote>(0.2)),
      today_(Settings::instance().evaluationDate()) {
        const Actual365Fixed days;
        process_ = ext::make_shared<BlackScholesMertonProcess>(
            Handle<Quote>(spot_),
            Handle<YieldTermStructure>(ext::make_shared<FlatForward>(today_, Handle<Quote>(yield_), days)),
            Handle<YieldTermStructure>(ext::make_shared<FlatForward>(today_, Handle<Quote>(rate_), days)),
            Handle<BlackVolTermStructure>(
                ext::make_shared<BlackConstantVol>(today_, NullCalendar(), Handle<Quote>(sigma_), days)));
        engine_ = ext::make_shared<AnalyticEuropeanEngine>(process_);
    }

    double operator()(const Row& row) {
        spot_->setValue(row.s);
        rate_->setValue(row.r);
        yield_->setValue(row.q);
        sigma_->setValue(row.sigma);
        VanillaOption option(
            ext::make_shared<PlainVanillaPayoff>(Option::Call, row.x),
            ext::make_shared<EuropeanExercise>(today_ + static_cast<Integer>(std::lround(row.t * 365))));
        option.setPricingEngine(engine_);
        return option.NPV();
    }

  private:
    ext::shared_ptr<SimpleQuote> spot_, rate_, yield_, sigma_;
    Date today_;
    ext::shared_ptr<BlackScholesMertonProcess> process_;
    ext::shared_ptr<PricingEngine> engine_;
};

// Over max(S e^(-qT), X e^(-rT)) for the price, relative to the largest value it could have for each derivative.
double worstDifference(const std::vector<Row>& rows) {
    double worst = 0;
    for (const auto& row : rows) {
        const double share = row.s * std::exp(-row.q * row.t), debt = row.x * std::exp(-row.r * row.t);
        const double scale = std::max(share, debt), root = std::sqrt(row.t);
        const auto calculator = calculatorOf(row);
        const double differences[] = {
            (blackFormulaOf(row) - row.price) / scale,
            (calculator.value() - row.price) / scale,
            (calculator.delta(row.s) - row.delta) * row.s / scale,
            (calculator.gamma(row.s) - row.gamma) * row.s * row.s * row.sigma * root / scale,
            (calculator.vega(row.t) - row.vega) / (scale * root),
            (calculator.theta(row.s, row.t) - row.theta) / (scale * (0.5 + row.sigma / root)),
            (calculator.rho(row.t) - row.rho) / (scale * row.t),
            (calculator.dividendRho(row.t) - row.dividendRho) / (scale * row.t),
        };
        for (const double difference : differences) worst = std::max(worst, std::abs(difference));
    }
    return worst;
}

void measure(const char* name, const std::vector<Row>& rows, const std::function<double(const Row&)>& price) {
    std::vector<double> times;
    volatile double sink = 0;
    for (int round = 0; round < 41; ++round) {
        const auto start = std::chrono::steady_clock::now();
        double sum = 0;
        for (const auto& row : rows) sum += price(row);
        sink = sum;
        times.push_back(std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count());
    }
    (void)sink;
    std::nth_element(times.begin(), times.begin() + 20, times.end());
    std::printf("quantlib.%s.ns %.4g ns\n", name, times[20] / static_cast<double>(rows.size()));
}

}

int main() {
    Settings::instance().evaluationDate() = Date(11, July, 2013);
    std::vector<Row> rows;
    for (Row row{}; std::cin >> row.s >> row.x >> row.t >> row.sigma >> row.r >> row.q >> row.price >> row.delta
                    >> row.gamma >> row.vega >> row.theta >> row.rho >> row.dividendRho;)
        rows.push_back(row);

    const double worst = worstDifference(rows);
    std::printf("quantlib.rows %zu rows\nquantlib.max_difference %.3g scale\n", rows.size(), worst);
    measure("blackFormula", rows, blackFormulaOf);
    measure("BlackCalculator", rows, [](const Row& row) { return calculatorOf(row).value(); });
    measure("AnalyticEuropeanEngine", rows, Engine());
    return !rows.empty() && worst <= 1e-12 ? 0 : 1;
}
