namespace Pricing.Dividends;

/// <summary>One part of the dividend per share, for the audit trail.</summary>
/// <param name="Declared">The dividend as declared.</param>
/// <param name="Factor">New shares per share of the dividend's basis; 1 where no split followed.</param>
/// <param name="Restated">Declared over factor, in currency per share of the measurement date.</param>
public sealed record RestatedDividend(CashDividend Declared, Ratio Factor, Ratio Restated);
