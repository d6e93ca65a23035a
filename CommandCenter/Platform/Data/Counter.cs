using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Platform.Data;

/// <summary>A row that numbers things without gaps: the block is taken in the transaction of the things it numbers.</summary>
public sealed class Counter
{
    /// <summary>What is numbered, e.g. <c>ticket</c> or <c>ticket:260618</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The last number given.</summary>
    public long Last { get; set; }

    /// <summary>Takes <paramref name="count"/> numbers and returns the first. Call it inside a transaction; the row stays locked until that ends.</summary>
    public static async Task<long> Take(CityDb db, string name, int count, CancellationToken cancel)
    {
        var counters = db.Set<Counter>();
        if (await counters.Where(c => c.Name == name).ExecuteUpdateAsync(set => set.SetProperty(c => c.Last, c => c.Last + count), cancel) == 0)
        {
            var counter = new Counter { Name = name, Last = count };
            db.Add(counter);
            await db.SaveChangesAsync(cancel); // a second inserter fails on the key and its operation is tried again
            db.Entry(counter).State = EntityState.Detached;
            return 1;
        }
        return await counters.Where(c => c.Name == name).Select(c => c.Last).SingleAsync(cancel) - count + 1;
    }
}

internal sealed class CounterTable : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> counter)
    {
        counter.ToTable("Counters");
        counter.HasKey(c => c.Name);
        counter.Property(c => c.Name).HasMaxLength(60);
    }
}
